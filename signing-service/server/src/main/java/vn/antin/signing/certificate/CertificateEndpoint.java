package vn.antin.signing.certificate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** What officials see of their credentials, and administrators of their units' certificates. */
@RestController
final class CertificateEndpoint {
  record CredentialView(
      String id,
      String kind,
      String subject,
      String serialNumber,
      Instant validFrom,
      Instant validTo,
      String status,
      String keyAlgorithm,
      @Nullable String unit) {}

  record CredentialList(List<CredentialView> items) {}

  record CertificateList(
      List<CertificateRegister.Line> items, @Nullable String next, boolean stale) {}

  private static final int LONGEST_PAGE = 500;

  private final Credentials credentials;
  private final CertificateRegister register;
  private final People people;
  private final ObjectProvider<CredentialIssuer> issuer;
  private final InstantSource time;

  CertificateEndpoint(
      Credentials credentials,
      CertificateRegister register,
      People people,
      ObjectProvider<CredentialIssuer> issuer,
      InstantSource time) {
    this.credentials = credentials;
    this.register = register;
    this.people = people;
    this.issuer = issuer;
    this.time = time;
  }

  @GetMapping("/credentials")
  CredentialList credentials(Caller.Person caller) {
    var official = caller.official();
    if (!credentials.present(new Holder.Personal(official))) {
      issuer.ifAvailable(authority -> authority.issueFor(official));
    }
    return new CredentialList(
        credentials.of(official).stream().map(each -> view(each, official)).toList());
  }

  @GetMapping("/certificates")
  CertificateList certificates(
      Caller.Person caller,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    var page = register.list(caller.administers(), q, after, Math.clamp(limit, 1, LONGEST_PAGE));
    return new CertificateList(page.items(), page.next(), people.stale());
  }

  private CredentialView view(Credential credential, OfficialId official) {
    var unit =
        switch (credential.holder()) {
          case Holder.Personal _ -> people.mainUnit(official);
          case Holder.Seal(var sealed) -> people.unit(sealed);
        };
    return new CredentialView(
        credential.id().toString(),
        credential.holder().kind(),
        credential.subject(),
        credential.serialNumber(),
        credential.validFrom(),
        credential.validTo(),
        credential.status(time.instant()),
        credential.certificate().getPublicKey().getAlgorithm(),
        unit.map(People.Unit::name).orElse(null));
  }
}
