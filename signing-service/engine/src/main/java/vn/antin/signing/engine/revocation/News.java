package vn.antin.signing.engine.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.revocation.RevocationData.Status;

/**
 * What one checked OCSP response or revocation list says of one certificate.
 *
 * @param hold withdrawn for a while only, so old news of it say nothing
 * @param responder certificates that the proof rests on beside the issuer's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record News(
    Kind kind,
    byte[] encoded,
    Status status,
    @Nullable Instant revokedAt,
    boolean hold,
    Instant thisUpdate,
    @Nullable Instant nextUpdate,
    List<X509Certificate> responder) {

  enum Kind {
    OCSP,
    CRL
  }

  boolean current(Instant now, RevocationLimits limits) {
    Instant end =
        nextUpdate == null
            ? thisUpdate.plus(limits.withoutNextUpdate())
            : nextUpdate.plus(limits.skew());
    return !now.isAfter(end);
  }

  RevocationData data(Instant now, Instant at, RevocationLimits limits, String detail) {
    boolean current = current(now, limits);
    Status lastKnown =
        status == Status.REVOKED && revokedAt != null && revokedAt.isAfter(at)
            ? Status.GOOD
            : status;
    Status known = current || (lastKnown == Status.REVOKED && !hold) ? lastKnown : Status.UNKNOWN;
    return new RevocationData(
        known,
        lastKnown,
        kind == Kind.OCSP ? List.of(encoded) : List.of(),
        kind == Kind.CRL ? List.of(encoded) : List.of(),
        thisUpdate,
        thisUpdate.isAfter(now) ? Duration.ZERO : Duration.between(thisUpdate, now),
        revokedAt,
        responder,
        current ? "" : detail.isEmpty() ? "the last answer is out of date" : detail);
  }
}
