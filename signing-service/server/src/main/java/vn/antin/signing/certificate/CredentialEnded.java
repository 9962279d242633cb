package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A credential was suspended, taken back into use or revoked. Published inside the transaction of
 * the change, so that a listener's rows stay exactly when the change does.
 *
 * @param reason why; for a resumption, why it had been suspended
 */
public record CredentialEnded(
    CredentialId id,
    X509Certificate certificate,
    State state,
    RevocationReason reason,
    Instant at) {
  /** What it is now. */
  public enum State {
    SUSPENDED,
    RESUMED,
    REVOKED
  }

  /** What lists say; a suspension is on hold whatever its reason. */
  public CrlReason listed() {
    return state == State.REVOKED ? reason.listed() : CrlReason.CERTIFICATE_HOLD;
  }
}
