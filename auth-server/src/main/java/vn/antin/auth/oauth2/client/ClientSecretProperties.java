package vn.antin.auth.oauth2.client;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rotation of client secrets.
 *
 * @param overlap how long the former secret is still accepted after a new one was made; at most 30
 *     days
 */
@ConfigurationProperties("antin.client-secrets")
record ClientSecretProperties(@DefaultValue("24h") Duration overlap) {
  private static final Duration LONGEST = Duration.ofDays(30);

  ClientSecretProperties {
    checked(overlap);
  }

  static Duration checked(Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "antin.client-secrets.overlap: expected 0 to %s, found %s".formatted(LONGEST, overlap));
    }
    return overlap;
  }
}
