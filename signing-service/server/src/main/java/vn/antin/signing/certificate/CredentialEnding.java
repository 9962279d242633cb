package vn.antin.signing.certificate;

import java.util.UUID;
import vn.antin.signing.web.Caller;

/** Ends credentials for callers that cannot say why, under the rules for those that can. */
public interface CredentialEnding {
  /**
   * Revokes for good, on the agency's wish, with audit row, line of history and list.
   *
   * @throws vn.antin.signing.problem.SigningException NOT_FOUND outside the caller's power,
   *     CERTIFICATE_STATE, PEOPLE_STALE
   */
  void revoke(Caller.Person by, UUID credential);
}
