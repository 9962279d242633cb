package vn.antin.signing.certificate;

/** Gives holders a first certificate that no administrator ordered. Thread-safe. */
public interface FirstCertificates {
  /**
   * Returns when the holder has one, false when the holder had one before or is being given one by
   * somebody else.
   *
   * @param actor who the audit log shall say ordered it
   * @throws vn.antin.signing.problem.SigningException when it cannot be made
   */
  boolean issue(Holder holder, String actor);
}
