package vn.antin.auth.login.policy;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.session.Assurance;

/**
 * What one unit or system says of logins; null is left to the next one above.
 *
 * @param factors that count
 * @param least what every login has to reach
 * @param graceDays in which an official may come in without the factors for that
 * @param rememberDays for which a browser may stand in for the second factor; 0 for never
 * @param idleMinutes without any request, until a session ends
 * @param lifetimeMinutes from login to the end
 * @param sessions that an official may have at a time
 * @param counter whether officials work at computers that several share
 * @param passwordClasses kinds of characters that a password has at least
 * @param passwordAgeDays after which a password has to be changed; 0 for never
 */
public record PolicySettings(
    @Nullable Set<FactorKind> factors,
    @Nullable Assurance least,
    @Nullable Integer graceDays,
    @Nullable Integer rememberDays,
    @Nullable Integer idleMinutes,
    @Nullable Integer lifetimeMinutes,
    @Nullable Integer sessions,
    @Nullable Boolean counter,
    @Nullable Integer passwordClasses,
    @Nullable Integer passwordAgeDays) {
  /** Nothing said. */
  public static final PolicySettings NONE =
      new PolicySettings(null, null, null, null, null, null, null, null, null, null);

  public PolicySettings {
    factors = factors == null || factors.isEmpty() ? null : Set.copyOf(EnumSet.copyOf(factors));
  }

  /** Whether they speak of nothing but how strong a login is. */
  public boolean onlyStrength() {
    return Stream.of(
            graceDays,
            rememberDays,
            idleMinutes,
            lifetimeMinutes,
            sessions,
            counter,
            passwordClasses,
            passwordAgeDays)
        .allMatch(Objects::isNull);
  }

  /** Whether some of the factors can begin a login and all together reach the level. */
  public boolean possible() {
    if (factors == null) {
      return true;
    }
    boolean strong =
        factors.contains(FactorKind.PASSKEY) || factors.contains(FactorKind.CERTIFICATE);
    boolean first = factors.contains(FactorKind.PASSWORD) || factors.contains(FactorKind.BROKER);
    boolean second =
        factors.stream()
            .anyMatch(kind ->
                switch (kind) {
                  case TOTP, DEVICE, EMAIL_CODE, RECOVERY_CODE -> true;
                  case PASSKEY, CERTIFICATE, PASSWORD, BROKER -> false;
                });
    return switch (least == null ? Assurance.PASSWORD : least) {
      case PASSWORD -> strong || first;
      case TWO_FACTOR -> strong || (first && second);
      case PHISHING_RESISTANT -> strong;
    };
  }

  /** These, and what the other says where they say nothing. */
  PolicySettings orElse(PolicySettings above) {
    return new PolicySettings(
        first(factors, above.factors),
        first(least, above.least),
        // The grace belongs to the demand.
        least == null ? first(graceDays, above.graceDays) : graceDays,
        first(rememberDays, above.rememberDays),
        first(idleMinutes, above.idleMinutes),
        first(lifetimeMinutes, above.lifetimeMinutes),
        first(sessions, above.sessions),
        first(counter, above.counter),
        first(passwordClasses, above.passwordClasses),
        first(passwordAgeDays, above.passwordAgeDays));
  }

  private static <T> @Nullable T first(@Nullable T mine, @Nullable T above) {
    return mine == null ? above : mine;
  }
}
