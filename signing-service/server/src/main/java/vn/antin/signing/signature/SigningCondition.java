package vn.antin.signing.signature;

import vn.antin.signing.certificate.Credential;
import vn.antin.signing.document.Document;

/** What must be there before a file is signed; asked each time, just before the key is used. */
public interface SigningCondition {
  /**
   * Lets it pass, or refuses.
   *
   * @throws vn.antin.signing.problem.SigningException when it may not be signed now
   */
  void require(Document document, Credential credential);
}
