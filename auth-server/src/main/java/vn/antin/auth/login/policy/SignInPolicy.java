package vn.antin.auth.login.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.session.Assurance;

/**
 * What holds for one official on the way to one system.
 *
 * @param factors that count
 * @param least what every login has to reach
 * @param enrolBy until when an official without the factors for that may come in all the same
 * @param remember how long a browser may stand in for the second factor; zero for never
 * @param idle without any request, until a session ends
 * @param lifetime from login to the end, whatever happens
 * @param sessions that an official may have at a time
 * @param counter whether officials work at computers that several share
 * @param passwordClasses kinds of characters that a password has at least
 * @param passwordAge after which a password has to be changed; zero for never
 */
public record SignInPolicy(
    Set<FactorKind> factors,
    Assurance least,
    @Nullable Instant enrolBy,
    Duration remember,
    Duration idle,
    Duration lifetime,
    int sessions,
    boolean counter,
    int passwordClasses,
    Duration passwordAge) {
  public SignInPolicy {
    factors = Set.copyOf(factors);
  }

  /** Whether who cannot reach {@link #least} yet may come in all the same. */
  public boolean inGrace(Instant now) {
    return enrolBy != null && now.isBefore(enrolBy);
  }
}
