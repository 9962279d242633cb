package vn.antin.signing.authority.est;

import java.security.cert.X509Certificate;
import java.util.UUID;

/** How a server shows that it is the one that was allowed. */
sealed interface Proof {
  /** By the code that its administrator was given. */
  record ByCode(UUID server, EnrolmentCode code) implements Proof {}

  /** By the certificate that it has, whose key it used in the TLS handshake. */
  record ByCertificate(X509Certificate certificate) implements Proof {}
}
