package vn.antin.signing.engine.revocation;

import java.time.Duration;

/**
 * Bounds of asking for news.
 *
 * @param skew by how much clocks may differ
 * @param withoutNextUpdate how long an answer counts that does not say when the next one comes
 * @param reuse how long an answer in memory serves before the authority is asked again, be its
 *     nextUpdate later
 * @param failure how long an address that failed is left alone
 * @param entries answers in memory
 * @param longestOcsp bytes of an OCSP response
 * @param longestCrl bytes of a revocation list
 */
public record RevocationLimits(
    Duration skew,
    Duration withoutNextUpdate,
    Duration reuse,
    Duration failure,
    int entries,
    int longestOcsp,
    int longestCrl) {

  /** 5 min, 24 h, 1 h, 30 s, 2,000 answers, 64 KiB, 16 MiB. */
  public static RevocationLimits defaults() {
    return new RevocationLimits(
        Duration.ofMinutes(5),
        Duration.ofHours(24),
        Duration.ofHours(1),
        Duration.ofSeconds(30),
        2000,
        64 * 1024,
        16 << 20);
  }
}
