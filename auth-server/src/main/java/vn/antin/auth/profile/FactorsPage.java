package vn.antin.auth.profile;

import java.util.List;
import vn.antin.auth.login.factor.Enrolled;

/**
 * What the page about factors shows.
 *
 * @param limited whether nothing else is open until a factor is set up
 * @param alone whether a password is all that stands between the account and a stranger
 * @param stranded whether losing the phone would lock the official out
 */
public record FactorsPage(List<Group> factors, boolean limited, boolean alone, boolean stranded) {
  public FactorsPage {
    factors = List.copyOf(factors);
  }

  /**
   * One factor.
   *
   * @param kind for addresses and the keys of texts
   */
  public record Group(String kind, List<Enrolled> enrolled) {
    public Group {
      enrolled = List.copyOf(enrolled);
    }
  }
}
