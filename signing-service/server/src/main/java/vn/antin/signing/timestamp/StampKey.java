package vn.antin.signing.timestamp;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.antin.signing.token.KeyLabel;

/**
 * A key that stamps, and its certificate.
 *
 * @param issuers nearest first
 */
record StampKey(
    UUID id, KeyLabel label, X509Certificate certificate, List<X509Certificate> issuers) {
  StampKey {
    issuers = List.copyOf(issuers);
  }

  boolean validAt(Instant time) {
    return !time.isBefore(certificate.getNotBefore().toInstant())
        && !time.isAfter(certificate.getNotAfter().toInstant());
  }
}
