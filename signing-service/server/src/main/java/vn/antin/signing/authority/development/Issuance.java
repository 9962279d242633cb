package vn.antin.signing.authority.development;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import vn.antin.signing.certificate.CredentialIssuer;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.FirstCertificates;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;

/** Has certificates issued for whoever has none, by an authority founded at the first need. */
final class Issuance implements CredentialIssuer {
  private static final Duration OTHER_NODE = Duration.ofSeconds(10);

  private final DevelopmentAuthority authority;
  private final FirstCertificates certificates;
  private final Credentials credentials;
  private final People people;
  private final InstantSource time;

  Issuance(
      DevelopmentAuthority authority,
      FirstCertificates certificates,
      Credentials credentials,
      People people,
      InstantSource time) {
    this.authority = authority;
    this.certificates = certificates;
    this.credentials = credentials;
    this.people = people;
    this.time = time;
  }

  @Override
  public void issueFor(OfficialId id) {
    if (people.official(id).filter(People.Official::active).isEmpty()
        || people.mainUnit(id).isEmpty()) {
      return;
    }
    var holder = new Holder.Personal(id);
    if (!issue(holder)) {
      awaitOther(holder);
    }
  }

  void issueSeal(People.Unit unit) {
    issue(new Holder.Seal(unit.id()));
  }

  private boolean issue(Holder holder) {
    authority.found();
    return certificates.issue(holder, DevelopmentAuthority.ACTOR);
  }

  /** Someone else is issuing for the same holder: their result is ours too. */
  private void awaitOther(Holder holder) {
    Instant limit = time.instant().plus(OTHER_NODE);
    try {
      while (!credentials.present(holder) && time.instant().isBefore(limit)) {
        Thread.sleep(Duration.ofMillis(100));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
