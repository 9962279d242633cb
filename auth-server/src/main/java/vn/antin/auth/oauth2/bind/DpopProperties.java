package vn.antin.auth.oauth2.bind;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How DPoP proofs are judged.
 *
 * @param nonces whether a proof must carry a nonce of ours (RFC 9449 §8); off, a proof's age is
 *     judged by its {@code iat} alone
 * @param nonceLifetime how long a nonce is good
 * @param proofLifetime how old a proof may be
 * @param skew how far ahead of ours a client's clock may be
 */
@ConfigurationProperties("antin.oauth2.dpop")
@Validated
record DpopProperties(
    @DefaultValue("false") boolean nonces,
    @DefaultValue("5m") Duration nonceLifetime,
    @DefaultValue("60s") Duration proofLifetime,
    @DefaultValue("15s") Duration skew) {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_SKEW = Duration.ofSeconds(60);

  DpopProperties {
    within("nonce-lifetime", nonceLifetime, LONGEST);
    within("proof-lifetime", proofLifetime, LONGEST);
    within("skew", skew, LONGEST_SKEW);
  }

  private static void within(String name, Duration found, Duration longest) {
    if (!found.isPositive() || found.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "antin.oauth2.dpop.%s: expected more than 0 and at most %s, found %s"
              .formatted(name, longest, found));
    }
  }
}
