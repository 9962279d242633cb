package vn.antin.signing.authority;

import org.springframework.context.event.EventListener;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CredentialEnded;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.certificate.IssuingAbandoned;

/** What happens to a credential happens to its certificate, in the same transaction. */
final class EndedCredentials {
  private final Revocations revocations;

  EndedCredentials(Revocations revocations) {
    this.revocations = revocations;
  }

  /**
   * What was signed for a credential that never came to be is good for nobody. Nothing superseded
   * it: the holder may have been left without a certificate.
   */
  @EventListener
  void abandoned(IssuingAbandoned event) {
    revocations.revokeAllFor(
        event.id().value(), CrlReason.CESSATION_OF_OPERATION, "credential:" + event.id());
  }

  /** Certificates of other authorities are theirs to take back. */
  @EventListener
  void ended(CredentialEnded event) {
    var serialNumber = Certificates.serialNumber(event.certificate());
    var by = "credential:" + event.id();
    revocations
        .authorityOf(event.certificate())
        .ifPresent(authority -> {
          switch (event.state()) {
            case SUSPENDED, REVOKED ->
                revocations.revoke(authority, serialNumber, event.listed(), event.at(), by);
            case RESUMED -> revocations.release(authority, serialNumber, by);
          }
        });
  }
}
