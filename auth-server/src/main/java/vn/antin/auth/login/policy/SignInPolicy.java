package vn.antin.auth.login.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
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

  /** This, where the settings say nothing else. */
  SignInPolicy with(PolicySettings settings, @Nullable Instant graceFrom) {
    Assurance wanted = Objects.requireNonNullElse(settings.least(), least);
    Integer grace = settings.graceDays();
    return new SignInPolicy(
        Objects.requireNonNullElse(settings.factors(), factors),
        wanted,
        grace == null || graceFrom == null ? null : graceFrom.plus(Duration.ofDays(grace)),
        days(settings.rememberDays(), remember),
        minutes(settings.idleMinutes(), idle),
        minutes(settings.lifetimeMinutes(), lifetime),
        Objects.requireNonNullElse(settings.sessions(), sessions),
        Objects.requireNonNullElse(settings.counter(), counter),
        Objects.requireNonNullElse(settings.passwordClasses(), passwordClasses),
        days(settings.passwordAgeDays(), passwordAge));
  }

  /** What satisfies both. */
  SignInPolicy and(SignInPolicy other) {
    Set<FactorKind> both = EnumSet.noneOf(FactorKind.class);
    both.addAll(factors);
    both.retainAll(other.factors);
    SignInPolicy stronger = least.compareTo(other.least) >= 0 ? this : other;
    return new SignInPolicy(
        both,
        stronger.least,
        least == other.least ? earlier(enrolBy, other.enrolBy) : stronger.enrolBy,
        shorter(remember, other.remember),
        shorter(idle, other.idle),
        shorter(lifetime, other.lifetime),
        Math.min(sessions, other.sessions),
        counter || other.counter,
        Math.max(passwordClasses, other.passwordClasses),
        age(passwordAge, other.passwordAge));
  }

  /** This for a system that wants more: fewer factors, a higher level, and that at once. */
  SignInPolicy demanding(PolicySettings system) {
    Assurance wanted = Objects.requireNonNullElse(system.least(), least);
    boolean more = !least.meets(wanted);
    Set<FactorKind> both = EnumSet.noneOf(FactorKind.class);
    both.addAll(factors);
    both.retainAll(Objects.requireNonNullElse(system.factors(), factors));
    return new SignInPolicy(
        both,
        more ? wanted : least,
        more ? null : enrolBy,
        remember,
        idle,
        lifetime,
        sessions,
        counter,
        passwordClasses,
        passwordAge);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other == null ? null : one.isBefore(other) ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration age(Duration one, Duration other) {
    return one.isZero() ? other : other.isZero() ? one : shorter(one, other);
  }

  private static Duration days(@Nullable Integer days, Duration usual) {
    return days == null ? usual : Duration.ofDays(days);
  }

  private static Duration minutes(@Nullable Integer minutes, Duration usual) {
    return minutes == null ? usual : Duration.ofMinutes(minutes);
  }
}
