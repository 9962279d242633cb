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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.key.KeyAbilities;
import vn.antin.signing.key.KeyAbility;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
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
  CredentialList credentials(
      Caller.Person caller, @RequestParam(defaultValue = "server") String key) {
    var official = caller.official();
    return switch (key) {
      case "server" -> list(official, here(official));
      case "usb-token" -> list(official, credentials.onTokensOf(official));
      default -> throw Problem.INVALID_REQUEST.because("key is server or usb-token");
    };
  }

  private List<Credential> here(OfficialId official) {
    if (!credentials.present(new Holder.Personal(official))) {
      issuer.ifAvailable(authority -> authority.issueFor(official));
    }
    return credentials.of(official);
  }

  private CredentialList list(OfficialId official, List<Credential> own) {
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
