package vn.antin.signing.authority;

import org.bouncycastle.asn1.x500.X500Name;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.CertificateWish;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.certificate.SubjectWish;
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
    var content =
        new Wish(subject(wish), java.util.List.of(), wish.key(), wish.lifetime().orElse(null));
    return issuing.issue(
        new Order(
            wish.profile(), content, wish.credential().value(), "credential:" + wish.credential()));
  }

  private X500Name subject(CertificateWish wish) {
    return switch (wish.subject()) {
      case SubjectWish.Exactly(var name) -> X500Name.getInstance(name.getEncoded());
      case SubjectWish.AsKnown _ -> known(wish.holder());
    };
  }

  private X500Name known(Holder holder) {
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
