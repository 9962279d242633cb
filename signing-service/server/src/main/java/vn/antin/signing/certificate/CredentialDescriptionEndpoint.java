package vn.antin.signing.certificate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.key.KeyAbilities;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyLabel;

/** Tells auth-server, and nobody else, with which certificates an official could approve. */
@RestController
final class CredentialDescriptionEndpoint {
  record CertificateView(
      String subject, String serialNumber, Instant validFrom, Instant validTo, String issuer) {}

  /**
   * A credential for the approval page.
   *
   * @param algorithms what its key can do; empty when that is not known now
   * @param usable whether the official who was named may sign with it now; when none was, whether
   *     it is in force
   */
  record CredentialDescription(
      String id,
      String kind,
      @Nullable String officialId,
      @Nullable String unitId,
      @Nullable String unit,
      CertificateView certificate,
      List<String> qualifiers,
      List<String> algorithms,
      boolean usable) {}

  record CredentialDescriptions(List<CredentialDescription> items) {}

  private final Credentials credentials;
  private final Qualifiers qualifiers;
  private final KeyAbilities abilities;
  private final People people;
  private final InstantSource time;

  CredentialDescriptionEndpoint(
      Credentials credentials,
      Qualifiers qualifiers,
      KeyAbilities abilities,
      People people,
      InstantSource time) {
    this.credentials = credentials;
    this.qualifiers = qualifiers;
    this.abilities = abilities;
    this.people = people;
    this.time = time;
  }

  @GetMapping("/internal/credentials/{id}")
  CredentialDescription one(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID official) {
    var credential = new CredentialId(id);
    var found =
        credentials
            .find(credential)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such credential"));
    var usable =
        official == null
            ? found.usable(time.instant())
            : credentials.usableBy(new OfficialId(official), credential).isPresent();
    return description(found, usable);
  }

  /** Those that the official may sign with now; with a qualifier, those that have it. */
  @GetMapping("/internal/credentials")
  CredentialDescriptions of(
      @RequestParam UUID official, @RequestParam(required = false) @Nullable String qualifier) {
    var now = time.instant();
    var usable =
        credentials.of(new OfficialId(official)).stream()
            .filter(each -> each.usable(now))
            .filter(each -> qualifier == null || qualifiers.of(each).contains(qualifier))
            .toList();
    if (usable.stream().anyMatch(each -> each.holder() instanceof Holder.Seal)) {
      people.requireFresh();
    }
    return new CredentialDescriptions(
        usable.stream().map(each -> description(each, true)).toList());
  }

  private CredentialDescription description(Credential credential, boolean usable) {
    var holder = credential.holder();
    var able =
        abilities.of(new KeyLabel(credential.keyLabel()), credential.certificate().getPublicKey());
    return new CredentialDescription(
        credential.id().toString(),
        holder.kind(),
        holder instanceof Holder.Personal(var official) ? official.toString() : null,
        holder instanceof Holder.Seal(var unit) ? unit.toString() : null,
        holder instanceof Holder.Seal(var unit)
            ? people.unit(unit).map(People.Unit::name).orElse(null)
            : null,
        new CertificateView(
            credential.subject(),
            credential.serialNumber(),
            credential.validFrom(),
            credential.validTo(),
            credential.issuer()),
        List.copyOf(qualifiers.of(credential)),
        able.algorithms(),
        usable);
  }
}
