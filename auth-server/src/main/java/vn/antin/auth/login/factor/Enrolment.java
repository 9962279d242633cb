package vn.antin.auth.login.factor;

import java.util.List;
import vn.antin.auth.account.AccountId;

/**
 * What an official has set up of one factor, for the page that lists all. A bean; the factor serves
 * its own pages below {@code /account/factors/<path>}.
 */
public interface Enrolment {
  FactorKind kind();

  List<Enrolled> of(AccountId account);

  /** Whether it can be set up on this server; what was set up is shown in any case. */
  default boolean offered() {
    return true;
  }
}
