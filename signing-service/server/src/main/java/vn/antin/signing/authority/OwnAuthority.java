package vn.antin.signing.authority;

import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.CertificateWish;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;

/** The installation's own authority as those see it who look after credentials. */
final class OwnAuthority implements CertificateAuthority {
  static final String NAME = "own";

  /** What an official's or a seal's certificate is for: the credential, as long as it is begun. */
  private final class Awaited implements Intent {
    private final CredentialId credential;

    Awaited(CredentialId credential) {
      this.credential = credential;
    }

    @Override
    public UUID id() {
      return credential.value();
    }

    @Override
    public boolean awaited() {
      return credentials.awaited(credential);
    }
  }

  private final Issuing issuing;
  private final Credentials credentials;
  private final People people;

  OwnAuthority(Issuing issuing, Credentials credentials, People people) {
    this.issuing = issuing;
    this.credentials = credentials;
    this.people = people;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Issued issue(CertificateWish wish) {
    var holder = wish.holder();
    var profile =
        switch (holder) {
          case Holder.Personal _ -> Profiles.OFFICIAL;
          case Holder.Seal _ -> Profiles.SEAL;
        };
    return issuing.issue(
        new Order(
            profile,
            new Wish(subject(holder), wish.key()),
            new Awaited(wish.credential()),
            "credential:" + wish.credential()));
  }

  private X500Name subject(Holder holder) {
    return switch (holder) {
      case Holder.Personal(var id) ->
          SubjectName.official(
              people.official(id).orElseThrow(() -> Problem.NOT_FOUND.because("no such official")),
              people.mainUnit(id),
              people.provinces().stream().findFirst());
      case Holder.Seal(var id) ->
          SubjectName.seal(
              people.unit(id).orElseThrow(() -> Problem.NOT_FOUND.because("no such unit")));
    };
  }
}
