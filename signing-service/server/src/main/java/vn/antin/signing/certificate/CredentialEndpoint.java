package vn.antin.signing.certificate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** What officials see of their credentials. */
@RestController
final class CredentialEndpoint {
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

  private final Credentials credentials;
  private final People people;
  private final ObjectProvider<CredentialIssuer> issuer;
  private final InstantSource time;

  CredentialEndpoint(
      Credentials credentials,
      People people,
      ObjectProvider<CredentialIssuer> issuer,
      InstantSource time) {
    this.credentials = credentials;
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
