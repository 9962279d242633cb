package vn.antin.signing.authority.founding;

import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.authority.crl.ImportedCrls;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.web.Caller;

/** What security administrators of the province do with authorities. */
@RestController
final class FoundingEndpoint {
  record Wanted(@Nullable String name, @Nullable String subject, @Nullable String key) {}

  record Request(String name, String request) {}

  record Answered(@Nullable String certificate, @Nullable String root, @Nullable String rootName) {}

  record GivenList(@Nullable String list) {}

  record Revocation(@Nullable String serialNumber, @Nullable Integer reason) {}

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern SERIAL = Pattern.compile("[1-9a-f][0-9a-f]{0,39}");
  private static final String ROLE = "security-administrator";

  private final Founding founding;
  private final Authorities authorities;
  private final ImportedCrls lists;
  private final Revocations revocations;
  private final People people;
  private final TransactionOperations transaction;

  FoundingEndpoint(
      Founding founding,
      Authorities authorities,
      ImportedCrls lists,
      Revocations revocations,
      People people,
      TransactionOperations transaction) {
    this.founding = founding;
    this.authorities = authorities;
    this.lists = lists;
    this.revocations = revocations;
    this.people = people;
    this.transaction = transaction;
  }

  @PostMapping("/authority/requests")
  Request request(Caller.Person caller, @RequestBody Wanted wanted) {
    permitted(caller);
    var name = name(wanted.name());
    try {
      var subject =
          new X500Name(BCStyle.INSTANCE, wanted.subject() == null ? "" : wanted.subject());
      var kind =
          wanted.key() == null
              ? KeyKind.EC_P384
              : KeyKind.of(wanted.key()).orElseThrow(IllegalArgumentException::new);
      return new Request(
          name,
          Certificates.pem(
              "CERTIFICATE REQUEST",
              founding.request(name, subject, kind, caller.official().toString())));
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("no such subject or kind of key", e);
    }
  }

  @PutMapping("/authority/{name}/certificate")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void certificate(
      Caller.Person caller, @PathVariable String name, @RequestBody Answered answered) {
    permitted(caller);
    founding.activate(
        name(name),
        Pem.certificate(answered.certificate(), "certificate"),
        name(answered.rootName() == null ? "root" : answered.rootName()),
        Pem.certificate(answered.root(), "root"),
        caller.official().toString());
  }

  /** The list of a root whose key is elsewhere. */
  @PutMapping("/authority/{name}/list")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void list(Caller.Person caller, @PathVariable String name, @RequestBody GivenList given) {
    permitted(caller);
    var root =
        authorities
            .find(name(name))
            .filter(each -> each.key() == null)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no authority with its key elsewhere"));
    lists.take(root, Pem.list(given.list()), caller.official().toString());
  }

  /** Takes back a certificate that no credential stands for: of a server, a responder, a stamp. */
  @PostMapping("/authority/{name}/revocations")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Caller.Person caller, @PathVariable String name, @RequestBody Revocation body) {
    permitted(caller);
    var serial = body.serialNumber();
    var reason = body.reason();
    if (serial == null || !SERIAL.matcher(serial).matches() || reason == null) {
      throw Problem.INVALID_REQUEST.because("serialNumber and reason are needed");
    }
    transaction.executeWithoutResult(_ -> {
      try {
        if (!revocations.revokeUnowned(name(name), serial, reason, caller.official().toString())) {
          throw Problem.NOT_FOUND.because("no such certificate to take back");
        }
      } catch (IllegalArgumentException e) {
        throw Problem.INVALID_REQUEST.because("no such reason", e);
      }
    });
  }

  private void permitted(Caller.Person caller) {
    people.requireFresh();
    if (people.provinces().stream()
        .noneMatch(province -> people.holdsRole(caller.official(), ROLE, province.id()))) {
      throw Problem.NOT_PERMITTED.because("only security administrators of the province");
    }
  }

  private static String name(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches() || name.endsWith("-delta")) {
      throw Problem.INVALID_REQUEST.because("no name of an authority");
    }
    return name;
  }
}
