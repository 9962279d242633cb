package vn.antin.signing.authority.founding;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.ProvincePower;
import vn.antin.signing.authority.crl.ImportedCrls;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.web.Caller;

/** What security administrators of the province do with authorities. */
@RestController
final class FoundingEndpoint {
  record Wanted(
      @Nullable String name,
      @Nullable String subject,
      @Nullable String key,
      @Nullable String label) {}

  record Request(String name, String request) {}

  record Answered(@Nullable String certificate, @Nullable String root, @Nullable String rootName) {}

  record GivenList(@Nullable String list) {}

  private final Founding founding;
  private final Authorities authorities;
  private final ImportedCrls lists;
  private final ProvincePower power;

  FoundingEndpoint(
      Founding founding, Authorities authorities, ImportedCrls lists, ProvincePower power) {
    this.founding = founding;
    this.authorities = authorities;
    this.lists = lists;
    this.power = power;
  }

  @PostMapping("/authority/requests")
  Request request(Caller.Person caller, @RequestBody Wanted wanted) {
    power.require(caller);
    var name = Authorities.name(wanted.name());
    try {
      var subject =
          new X500Name(BCStyle.INSTANCE, wanted.subject() == null ? "" : wanted.subject());
      var kind =
          wanted.key() == null
              ? KeyKind.EC_P384
              : KeyKind.of(wanted.key()).orElseThrow(IllegalArgumentException::new);
      var by = caller.official().toString();
      return new Request(
          name,
          Certificates.pem(
              "CERTIFICATE REQUEST",
              wanted.label() == null
                  ? founding.request(name, subject, kind, by)
                  : founding.request(name, subject, new KeyLabel(wanted.label()), by)));
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("no such subject or kind of key", e);
    }
  }

  @PutMapping("/authority/{name}/certificate")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void certificate(
      Caller.Person caller, @PathVariable String name, @RequestBody Answered answered) {
    power.require(caller);
    founding.activate(
        Authorities.name(name),
        Pem.certificate(answered.certificate(), "certificate"),
        Authorities.name(answered.rootName() == null ? "root" : answered.rootName()),
        Pem.certificate(answered.root(), "root"),
        caller.official().toString());
  }

  /** The list of a root whose key is elsewhere. */
  @PutMapping("/authority/{name}/list")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void list(Caller.Person caller, @PathVariable String name, @RequestBody GivenList given) {
    power.require(caller);
    var root =
        authorities
            .find(Authorities.name(name))
            .filter(each -> each.key() == null)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no authority with its key elsewhere"));
    lists.take(root, Pem.list(given.list()), caller.official().toString());
  }
}
