package vn.antin.signing.certificate.request;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;
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
import vn.antin.signing.certificate.OwnRevocations;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.TokenContentSigner;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.web.Caller;

/** Asks outside authorities for certificates and takes their answers in. Thread-safe. */
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  /** Why a certificate is taken for the holder's, as the audit log keeps it. */
  private record Basis(String event, Map<String, String> facts) {
    static final Basis IMPORTED = new Basis("certificate.imported", Map.of("vouched", "false"));
    static final Basis VOUCHED =
        new Basis("certificate.registered", Map.of("vouched", "true", "possession", "vouched"));

    static Basis proved(UUID code) {
      return new Basis(
          "certificate.registered",
          Map.of("vouched", "false", "possession", "proved", "code", code.toString()));
    }
  }

  private final RequestRepository repository;
  private final Credentials credentials;
  private final Keys keys;
  private final ObjectProvider<KnownIssuers> known;
  private final ObjectProvider<OwnRevocations> own;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Requests(
      RequestRepository repository,
      Credentials credentials,
      Keys keys,
      ObjectProvider<KnownIssuers> known,
      ObjectProvider<OwnRevocations> own,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.credentials = credentials;
    this.keys = keys;
    this.known = known;
    this.own = own;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /** Makes a key and a request that it signs. */
  UUID make(Caller.Person by, Holder holder, KeyKind kind) {
    var id = new CredentialId(UUID.randomUUID());
    transaction.executeWithoutResult(_ -> {
      intend(by, id, holder, "request");
      record("certificate-request.intended", by, id, holder, Map.of());
    });
    try {
      var pkcs10 = signed(id, holder, kind);
      transaction.executeWithoutResult(_ -> {
        if (!repository.made(id, pkcs10)) {
          throw Problem.CERTIFICATE_STATE.because("the request was given up meanwhile");
        }
        record("certificate-request.signed", by, id, holder, Map.of());
      });
      return id.value();
    } catch (RuntimeException e) {
      giveUp(by, id, holder);
      throw e;
    }
  }

  /**
   * Takes the authority's answer: the certificate must be over the key of the request.
   *
   * @param confirmed whether the caller vouches for a subject that does not name the holder
   */
  void answer(Caller.Person by, UUID id, ForeignCertificates answer, boolean confirmed) {
    transaction.executeWithoutResult(_ -> {
      var open = open(by, id);
      unhindered(by, open.holder());
      var request = open.request();
      if (request == null) {
        throw Problem.CERTIFICATE_STATE.because("the request was never finished");
      }
      try {
        var key = new JcaPKCS10CertificationRequest(request).getPublicKey();
        var issued = answer.over(key, known(), time.instant());
        keep(by, open.id(), open.holder(), issued, confirmed, Basis.IMPORTED);
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException("a stored request cannot be read", e);
      }
    });
  }

  /** Gives a request up and destroys its key. */
  void cancel(Caller.Person by, UUID id) {
    transaction.executeWithoutResult(_ -> {
      var open = open(by, id);
      fail(by, open.id(), open.holder());
    });
    destroyKey(new CredentialId(id));
  }

  /** Makes the certificate of a USB token known; the caller vouches that it is the holder's. */
  UUID register(Caller.Person by, Holder holder, ForeignCertificates sent, boolean confirmed) {
    var id = new CredentialId(UUID.randomUUID());
    transaction.executeWithoutResult(_ -> register(by, id, holder, leaf(sent), confirmed));
    return id.value();
  }

  /** Within the caller's transaction. */
  void register(
      Caller.Person by, CredentialId id, Holder holder, Issued issued, boolean confirmed) {
    intend(by, id, holder, "usb-token");
    refuseHeld(issued.certificate());
    keep(by, id, holder, issued, confirmed, Basis.VOUCHED);
  }

  /**
   * Makes the certificate of a USB token known whose key the holder proved to have, or notes the
   * proof where the same certificate is known as the holder's already.
   *
   * @param by whoever made the code, whose power counts
   */
  UUID registerProved(Caller.Person by, Holder holder, ForeignCertificates sent, UUID code) {
    var id = new CredentialId(UUID.randomUUID());
    var basis = Basis.proved(code);
    var done =
        transaction.execute(_ -> {
          may(by, holder);
          var issued = leaf(sent);
          refuseHeld(issued.certificate());
          var known = repository.prove(holder, issued.certificate());
          if (known.isPresent()) {
            repository.provedLater(known.get(), time.instant());
            record("certificate.possession-proved", by, known.get(), holder, basis.facts());
            return known.get();
          }
          intend(by, id, holder, "usb-token");
          keep(by, id, holder, issued, false, basis);
          repository.prove(holder, issued.certificate());
          return id;
        });
    return done == null ? id.value() : done.value();
  }

  /** Whether the certificate may be registered for the holder; throws what would refuse it. */
  void mayRegister(Caller.Person by, Holder holder, Issued issued) {
    may(by, holder);
    refuseHeld(issued.certificate());
    if (!named(holder, issued)) {
      throw unconfirmed(holder, issued);
    }
  }

  /** Whether there may be one for the holder at all. */
  void may(Caller.Person by, Holder holder) {
    within(by, holder);
    unhindered(by, holder);
  }

  /** Refuses a holder who is not in force, or not within what the caller may act upon. */
  void within(Caller.Person by, Holder holder) {
    if (!repository.may(by, holder, time.instant())) {
      throw Problem.NOT_FOUND.because("no holder to ask for within scope");
    }
  }

  /** What was sent, with its chain as it is known here. */
  Issued leaf(ForeignCertificates sent) {
    return sent.leaf(known(), time.instant());
  }

  /** A token holds no certificate whose key is here, nor one that was taken back. */
  private void refuseHeld(X509Certificate certificate) {
    if (repository.held(certificate)
        || own.orderedStream().anyMatch(each -> each.takenBack(certificate))) {
      throw Problem.CERTIFICATE_STATE
          .because("the certificate is known here and on no token, or was taken back")
          .showing("state", "known");
    }
  }

  private void intend(Caller.Person by, CredentialId id, Holder holder, String source) {
    may(by, holder);
    if (!repository.intend(id, holder, source, by.official().value(), time.instant())) {
      throw Problem.CERTIFICATE_STATE
          .because("a request for the holder is open")
          .showing("state", "issuing");
    }
  }

  /** Neither for oneself nor round a suspension. */
  private void unhindered(Caller.Person by, Holder holder) {
    AdministratorScope.refuseOwn(by, holder.id());
    if (repository.suspended(holder, time.instant())) {
      throw Problem.CERTIFICATE_STATE
          .because("a certificate of the holder is suspended")
          .showing("state", "suspended");
    }
  }

  private RequestRepository.Open open(Caller.Person by, UUID id) {
    return repository
        .open(by, id, time.instant())
        .orElseThrow(() -> Problem.NOT_FOUND.because("no open request " + id));
  }

  private void keep(
      Caller.Person by,
      CredentialId id,
      Holder holder,
      Issued issued,
      boolean confirmed,
      Basis basis) {
    var named = named(holder, issued);
    var made =
        new Credential(
            id, holder, Credentials.keyLabel(id), issued.certificate(), issued.issuers(), "valid");
    if (!named && !confirmed) {
      throw unconfirmed(holder, issued);
    }
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

  private boolean named(Holder holder, Issued issued) {
    return name(holder).filter(it -> DistinguishedName.names(issued.certificate(), it)).isPresent();
  }

  private static SigningException unconfirmed(Holder holder, Issued issued) {
    return Problem.SUBJECT_UNCONFIRMED
        .because("the certificate names somebody else than " + holder.id())
        .showing("subject", DistinguishedName.text(issued.certificate().getSubjectX500Principal()));
  }

  private byte[] signed(CredentialId id, Holder holder, KeyKind kind) {
    var label = new KeyLabel(Credentials.keyLabel(id));
    var key = keys.generate(label, kind, holder.residence(), holder.id().toString()).publicKey();
    var signer = new TokenContentSigner(keys, label, SigningAlgorithm.usual(key));
    try {
      var request = new JcaPKCS10CertificationRequestBuilder(subject(holder), key).build(signer);
      var verifier = new JcaContentVerifierProviderBuilder().build(key);
      if (!request.isSignatureValid(verifier)) {
        throw Problem.OUTCOME_UNKNOWN.because("the token's signature over a request is wrong");
      }
      return request.getEncoded();
    } catch (IOException | OperatorCreationException | PKCSException e) {
      throw new IllegalStateException("a request could not be written", e);
    }
  }

  private X500Name subject(Holder holder) {
    var name =
        new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, new DERPrintableString("VN"));
    people.provinces().stream()
        .findFirst()
        .ifPresent(it -> name.addRDN(BCStyle.O, new DERUTF8String(it.name())));
    if (holder instanceof Holder.Personal(var id)) {
      people
          .mainUnit(id)
          .ifPresent(unit -> name.addRDN(BCStyle.OU, new DERUTF8String(unit.name())));
    }
    name(holder).ifPresent(it -> name.addRDN(BCStyle.CN, new DERUTF8String(it)));
    return name.build();
  }

  private Optional<String> name(Holder holder) {
    return switch (holder) {
      case Holder.Personal(var id) -> people.official(id).map(People.Official::displayName);
      case Holder.Seal(var id) -> people.unit(id).map(People.Unit::name);
    };
  }

  private List<X509Certificate> known() {
    return known.orderedStream().flatMap(each -> each.certificates().stream()).toList();
  }

  private void giveUp(Caller.Person by, CredentialId id, Holder holder) {
    try {
      if (Boolean.TRUE.equals(transaction.execute(_ -> fail(by, id, holder)))) {
        destroyKey(id);
      }
    } catch (RuntimeException e) {
      LOG.warn("Request {} could not be cleared away: {}", id, e.getMessage());
    }
  }

  private void destroyKey(CredentialId id) {
    try {
      keys.destroy(new KeyLabel(Credentials.keyLabel(id)));
    } catch (RuntimeException e) {
      LOG.warn("The key of request {} could not be destroyed: {}", id, e.getMessage());
    }
  }

  /** False when the request had ended: its key may be in use. */
  private boolean fail(Caller.Person by, CredentialId id, Holder holder) {
    var failed = credentials.fail(id);
    if (failed) {
      record("certificate-request.given-up", by, id, holder, Map.of());
    }
    return failed;
  }

  private void record(
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
