package vn.antin.signing.authority;

import org.bouncycastle.asn1.x500.X500Name;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.CertificateWish;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;

/** The installation's own authority as those see it who look after credentials. */
final class OwnAuthority implements CertificateAuthority {
  static final String NAME = "own";

  private final Issuing issuing;
  private final People people;

  OwnAuthority(Issuing issuing, People people) {
    this.issuing = issuing;
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
            wish.credential().value(),
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
