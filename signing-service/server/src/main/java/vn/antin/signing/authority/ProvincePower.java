package vn.antin.signing.authority;

import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.web.Caller;

/** Who decides about authorities: security administrators of the province. Thread-safe. */
public final class ProvincePower {
  private static final String ROLE = "security-administrator";

  private final People people;

  ProvincePower(People people) {
    this.people = people;
  }

  /**
   * Lets nobody else pass.
   *
   * @throws SigningException NOT_PERMITTED, or PEOPLE_STALE while the copy of roles is old
   */
  public void require(Caller.Person caller) {
    people.requireFresh();
    if (people.provinces().stream()
        .noneMatch(province -> people.holdsRole(caller.official(), ROLE, province.id()))) {
      throw Problem.NOT_PERMITTED.because("only security administrators of the province");
    }
  }
}
