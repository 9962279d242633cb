package vn.antin.signing.engine.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a certificate, and the proof. The arrays are shared; do not change them.
 *
 * @param status at the time in question; old news give UNKNOWN, unless they tell of a withdrawal
 * @param lastKnown the status that the proof gives, however old it is
 * @param ocspResponses DER, each a whole OCSPResponse
 * @param crls DER
 * @param producedAt when the authority said so; null when nothing is known
 * @param age of the news when they were asked for; null when nothing is known
 * @param revokedAt when it was withdrawn, be it after the time in question
 * @param certificates of the responder, which must be provable themselves
 * @param detail why nothing current is known, for the operator; empty otherwise
 */
public record RevocationData(
    Status status,
    Status lastKnown,
    List<byte[]> ocspResponses,
    List<byte[]> crls,
    @Nullable Instant producedAt,
    @Nullable Duration age,
    @Nullable Instant revokedAt,
    List<X509Certificate> certificates,
    String detail) {

  public RevocationData {
    ocspResponses = List.copyOf(ocspResponses);
    crls = List.copyOf(crls);
    certificates = List.copyOf(certificates);
  }

  /** Whether the certificate held. */
  public enum Status {
    GOOD,
    REVOKED,
    UNKNOWN
  }

  /** Nothing is known. */
  public static RevocationData unknown(String detail) {
    return new RevocationData(
        Status.UNKNOWN, Status.UNKNOWN, List.of(), List.of(), null, null, null, List.of(), detail);
  }

  /** Whether the proof is of its time, not a memory. */
  public boolean current() {
    return status != Status.UNKNOWN && detail.isEmpty();
  }
}
