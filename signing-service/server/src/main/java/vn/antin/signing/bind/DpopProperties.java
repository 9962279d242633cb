package vn.antin.signing.bind;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How proofs of possession are judged (DPoP, RFC 9449).
 *
 * @param proofLifetime how old a proof may be
 * @param skew how far ahead of ours a client's clock may be
 */
@Validated
@ConfigurationProperties("antin.dpop")
public record DpopProperties(
    @DefaultValue("60s") Duration proofLifetime, @DefaultValue("15s") Duration skew) {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_SKEW = Duration.ofSeconds(60);

  public DpopProperties {
    within("proof-lifetime", proofLifetime, LONGEST);
    within("skew", skew, LONGEST_SKEW);
  }

  private static void within(String name, Duration found, Duration longest) {
    if (!found.isPositive() || found.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "antin.dpop.%s: expected more than 0 and at most %s, found %s"
              .formatted(name, longest, found));
    }
  }
}
