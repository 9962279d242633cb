package vn.antin.signing.certificate;

/** Signs certificates over keys that others made; found by its name. Thread-safe. */
public interface CertificateAuthority {
  /** As credentials remember whom they came from. */
  String name();

  /**
   * Issues the certificate wished for. The caller has committed the credential's intent, and
   * completes or gives it up afterwards; the authority writes down its own use of its key.
   *
   * @throws vn.antin.signing.problem.SigningException when it cannot or may not
   */
  Issued issue(CertificateWish wish);
}
