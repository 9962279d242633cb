package vn.antin.signing.engine.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * Where news of withdrawn certificates come from. Implementations are thread-safe and never throw
 * for what authorities or networks do: not known is an answer.
 */
public interface RevocationSource {

  /**
   * What is known of a certificate.
   *
   * @param at the time in question: a certificate withdrawn later was good
   */
  RevocationData find(X509Certificate certificate, X509Certificate issuer, Instant at);

  /** The issuer, where the certificate says where to get it; its signature has been verified. */
  default Optional<X509Certificate> issuer(X509Certificate certificate) {
    return Optional.empty();
  }
}
