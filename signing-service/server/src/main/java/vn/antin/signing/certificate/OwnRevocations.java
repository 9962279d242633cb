package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;

/** What the own authority took back. */
public interface OwnRevocations {
  /** Whether a certificate of ours is revoked or held now. */
  boolean takenBack(X509Certificate certificate);
}
