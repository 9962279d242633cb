package vn.antin.signing.certificate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.key.KeyAbilities;
import vn.antin.signing.key.KeyAbility;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.token.KeyLabel;
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
      KeyAbility key,
      @Nullable String unit) {}

  record CredentialList(List<CredentialView> items) {}

  private final Credentials credentials;
  private final People people;
  private final ObjectProvider<CredentialIssuer> issuer;
  private final KeyAbilities abilities;
  private final InstantSource time;

  CredentialEndpoint(
      Credentials credentials,
      People people,
      KeyAbilities abilities,
      ObjectProvider<CredentialIssuer> issuer,
      InstantSource time) {
    this.credentials = credentials;
    this.people = people;
    this.abilities = abilities;
    this.issuer = issuer;
    this.time = time;
  }

  @GetMapping("/credentials")
  CredentialList credentials(Caller.Person caller) {
    var official = caller.official();
    if (!credentials.present(new Holder.Personal(official))) {
      issuer.ifAvailable(authority -> authority.issueFor(official));
    }
    var own = credentials.of(official);
    var able =
        abilities.of(
            own.stream()
                .collect(
                    Collectors.toMap(
                        each -> new KeyLabel(each.keyLabel()),
                        each -> each.certificate().getPublicKey())));
    return new CredentialList(own.stream().map(each -> view(each, able, official)).toList());
  }

  private CredentialView view(
      Credential credential, Map<KeyLabel, KeyAbility> able, OfficialId official) {
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
        Objects.requireNonNull(able.get(new KeyLabel(credential.keyLabel()))),
        unit.map(People.Unit::name).orElse(null));
  }
}
