package vn.antin.auth.login.policy;

import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionTerms;
import vn.antin.auth.session.Sessions;

/** The policies of this installation. */
@Repository
public final class SignInPolicies {
  private final Sessions sessions;

  SignInPolicies(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * What holds.
   *
   * @param account whose login; null while nobody knows
   * @param clientId the system it leads to, if one
   */
  public SignInPolicy of(@Nullable AccountId account, @Nullable String clientId) {
    SessionTerms usual = sessions.usualTerms();
    return new SignInPolicy(
        EnumSet.allOf(FactorKind.class),
        Assurance.PASSWORD,
        null,
        Duration.ZERO,
        usual.idle(),
        usual.lifetime(),
        SessionTerms.UNLIMITED,
        false,
        0,
        Duration.ZERO);
  }
}
