package vn.antin.admin.accounts;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.upstream.Problem;

/**
 * One official.
 *
 * @param confirmations of a leaver, otherwise nothing
 * @param nationalId shown because it was asked for, otherwise nothing
 * @param done what has just been done, if anything
 * @param problem why it was not done, if it was not
 */
public record PersonPage(
    Person person,
    Person.@Nullable Confirmations confirmations,
    @Nullable String nationalId,
    LocalDate today,
    @Nullable String done,
    @Nullable String problem,
    List<Problem.Fault> faults) {
  public PersonPage {
    faults = List.copyOf(faults);
  }
}
