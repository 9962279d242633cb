package vn.antin.signing.timestamp;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.timestamp.clock.ClockSettings;

/**
 * The time-stamp authority.
 *
 * @param enabled whether {@code /tsa} answers
 * @param policies object identifiers of the policies it stamps under; the first is taken when a
 *     query names none
 * @param key kind of the key that is made for it
 * @param accuracy what its tokens say about their time; nothing is stamped while the clock is known
 *     to be off by more than {@code clock.tolerance}, which may not exceed this
 * @param ordering whether any two tokens can be ordered by their times; each then costs one
 *     statement in the database
 * @param atOnce stamps being made at the same time on one node, so that strangers cannot fill the
 *     token's queue; at most half of {@code antin.token.threads}
 * @param perMinute stamps for one address in a minute, counted on each node
 * @param clock how the clock is watched
 */
@Validated
@ConfigurationProperties("antin.time-stamping")
record TimeStampingProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("2.25.128423309411837513487326193146126410519") @NotEmpty
        List<@Pattern(regexp = "[0-2](\\.(0|[1-9]\\d{0,38})){1,32}") String> policies,
    @DefaultValue("ec-p256") Key key,
    @DefaultValue("1s") @NotNull Duration accuracy,
    @DefaultValue("false") boolean ordering,
    @DefaultValue("2") @Min(1) int atOnce,
    @DefaultValue("600") @Min(1) int perMinute,
    @DefaultValue ClockSettings clock) {
  /** Keys whose signatures every validator knows. */
  enum Key {
    EC_P256,
    EC_P384,
    RSA_2048,
    RSA_3072,
    RSA_4096
  }

  TimeStampingProperties {
    policies = List.copyOf(policies);
    if (accuracy.compareTo(clock.tolerance()) < 0
        || accuracy.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new ConfigurationFault(
          "antin.time-stamping.accuracy is " + accuracy + ".",
          "Set it to at most a minute and not less than antin.time-stamping.clock.tolerance ("
              + clock.tolerance()
              + "): a token must not claim more than the clock is held to.");
    }
  }
}
