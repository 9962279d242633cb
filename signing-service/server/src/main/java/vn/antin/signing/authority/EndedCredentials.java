package vn.antin.signing.authority;

import org.springframework.context.event.EventListener;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CredentialEnded;

/** What happens to a credential happens to its certificate, in the same transaction. */
final class EndedCredentials {
  private final Revocations revocations;

  EndedCredentials(Revocations revocations) {
    this.revocations = revocations;
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
                revocations.revoke(authority, serialNumber, event.listCode(), event.at(), by);
            case RESUMED -> revocations.release(authority, serialNumber, by);
          }
        });
  }
}
