package vn.antin.signing.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls that may be made again.
 *
 * @param keep how long a key is remembered with its answer
 */
@Validated
@ConfigurationProperties("antin.idempotency")
record IdempotencyProperties(@DefaultValue("24h") Duration keep) {
  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(7);

  IdempotencyProperties {
    if (keep.compareTo(SHORTEST) < 0 || keep.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "antin.idempotency.keep: expected %s to %s, found %s".formatted(SHORTEST, LONGEST, keep));
    }
  }
}
