package vn.antin.signing.authority.est;

import java.security.cert.X509Certificate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.OneTimeCode;

/** How a server shows that it is the one that was allowed. */
sealed interface Proof {
  /**
   * By the code that its administrator was given.
   *
   * @param code null when what was typed is none
   */
  record ByCode(UUID server, @Nullable OneTimeCode code) implements Proof {}

  /** By the certificate that it has, whose key it used in the TLS handshake. */
  record ByCertificate(X509Certificate certificate) implements Proof {}
}
