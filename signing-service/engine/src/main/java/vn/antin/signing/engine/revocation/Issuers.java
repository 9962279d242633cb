package vn.antin.signing.engine.revocation;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;

/** Who issued a certificate. */
final class Issuers {

  private Issuers() {}

  /** The name fits, the signature holds, and the issuer may issue. */
  static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        || issuer.getBasicConstraints() < 0) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static Optional<X509Certificate> of(
      X509Certificate certificate, Collection<X509Certificate> known) {
    return known.stream().filter(each -> issued(each, certificate)).findFirst();
  }
}
