package vn.antin.signing.engine.timestamp;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A time-stamp that has been checked: imprint, nonce, policy, signature and purpose of the
 * certificate. The record owns its array; do not change it.
 *
 * @param encoded the CMS in DER, a {@code TimeStampToken} of RFC 3161
 * @param time as the authority says it
 * @param certificates the authority's own first, then what else the token carries
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TimeStampToken(byte[] encoded, Instant time, List<X509Certificate> certificates) {

  public TimeStampToken {
    certificates = List.copyOf(certificates);
  }
}
