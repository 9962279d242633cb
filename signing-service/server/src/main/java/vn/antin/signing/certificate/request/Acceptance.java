package vn.antin.signing.certificate.request;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.DistinguishedName;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.certificate.KnownIssuers;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.web.Caller;

/**
 * What holds for every certificate that comes from outside: whose it may be, and how it is kept.
 * Joins the caller's transaction. Thread-safe.
 */
final class Acceptance {
  /** Why a certificate is taken for the holder's, as the audit log keeps it. */
  record Basis(String event, Map<String, String> facts) {
    static final Basis IMPORTED = new Basis("certificate.imported", Map.of("vouched", "false"));
    static final Basis VOUCHED =
        new Basis("certificate.registered", Map.of("vouched", "true", "possession", "vouched"));

    static Basis proved(UUID code) {
      return new Basis(
          "certificate.registered",
          Map.of("vouched", "false", "possession", "proved", "code", code.toString()));
    }
  }

  private final HolderRepository holders;
  private final Credentials credentials;
  private final ObjectProvider<KnownIssuers> known;
  private final People people;
  private final AuditLog audit;
  private final InstantSource time;

  Acceptance(
      HolderRepository holders,
      Credentials credentials,
      ObjectProvider<KnownIssuers> known,
      People people,
      AuditLog audit,
      InstantSource time) {
    this.holders = holders;
    this.credentials = credentials;
    this.known = known;
    this.people = people;
    this.audit = audit;
    this.time = time;
  }

  /** Whether there may be one for the holder at all. */
  void may(Caller.Person by, Holder holder) {
    within(by, holder);
    unhindered(by, holder);
  }

  /** Refuses a holder who is not in force, or not within what the caller may act upon. */
  void within(Caller.Person by, Holder holder) {
    if (!holders.may(by, holder, time.instant())) {
      throw Problem.NOT_FOUND.because("no holder to ask for within scope");
    }
  }

  /** Neither for oneself nor round a suspension. */
  void unhindered(Caller.Person by, Holder holder) {
    AdministratorScope.refuseOwn(by, holder.id());
    if (holders.suspended(holder, time.instant())) {
      throw Problem.CERTIFICATE_STATE
          .because("a certificate of the holder is suspended")
          .showing("state", "suspended");
    }
  }

  /** Begins a credential that is to be kept. */
  void intend(Caller.Person by, CredentialId id, Holder holder, String source) {
    may(by, holder);
    if (!holders.intend(id, holder, source, time.instant())) {
      throw Problem.CERTIFICATE_STATE
          .because("a request for the holder is open")
          .showing("state", "issuing");
    }
  }

  /** What was sent, with its chain as it is known here. */
  Issued leaf(ForeignCertificates sent) {
    return sent.leaf(issuers(), time.instant());
  }

  /** Authorities that are known here. */
  List<X509Certificate> issuers() {
    return known.orderedStream().flatMap(each -> each.certificates().stream()).toList();
  }

  /** Completes what was begun. */
  void keep(
      Caller.Person by,
      CredentialId id,
      Holder holder,
      Issued issued,
      boolean confirmed,
      Basis basis) {
    var named = named(holder, issued);
    if (!named && !confirmed) {
      throw unconfirmed(holder, issued);
    }
    var made =
        new Credential(
            id, holder, Credentials.keyLabel(id), issued.certificate(), issued.issuers(), "valid");
    try {
      if (!credentials.complete(made)) {
        throw Problem.CERTIFICATE_STATE.because("the request was given up meanwhile");
      }
    } catch (DuplicateKeyException e) {
      throw Problem.CERTIFICATE_STATE.because("the certificate is known already", e);
    }
    var facts = new HashMap<>(basis.facts());
    facts.put("serialNumber", made.serialNumber());
    facts.put("issuer", made.issuer());
    facts.put("named", Boolean.toString(named));
    record(basis.event(), by, id, holder, facts, Map.of("subject", made.subject()));
  }

  /** Refuses a certificate whose subject is not the holder. */
  void requireNamed(Holder holder, Issued issued) {
    if (!named(holder, issued)) {
      throw unconfirmed(holder, issued);
    }
  }

  private boolean named(Holder holder, Issued issued) {
    return name(holder).filter(it -> DistinguishedName.names(issued.certificate(), it)).isPresent();
  }

  private static SigningException unconfirmed(Holder holder, Issued issued) {
    return Problem.SUBJECT_UNCONFIRMED
        .because("the certificate names somebody else than " + holder.id())
        .showing("subject", DistinguishedName.text(issued.certificate().getSubjectX500Principal()));
  }

  /** Under which name certificates know the holder. */
  Optional<String> name(Holder holder) {
    return switch (holder) {
      case Holder.Personal(var id) -> people.official(id).map(People.Official::displayName);
      case Holder.Seal(var id) -> people.unit(id).map(People.Unit::name);
    };
  }

  void record(
      String type, Caller.Person by, CredentialId id, Holder holder, Map<String, String> more) {
    record(type, by, id, holder, more, Map.of());
  }

  private void record(
      String type,
      Caller.Person by,
      CredentialId id,
      Holder holder,
      Map<String, String> more,
      Map<String, String> personal) {
    var facts = new HashMap<>(more);
    facts.put("kind", holder.kind());
    facts.put("holder", holder.id().toString());
    audit.append(new AuditEvent(type, by.official().toString(), id.toString(), facts, personal));
  }
}
