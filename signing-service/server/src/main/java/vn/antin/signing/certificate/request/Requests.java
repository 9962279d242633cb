package vn.antin.signing.certificate.request;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.certificate.KnownIssuers;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.Residence;
import vn.antin.signing.key.TokenContentSigner;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.web.Caller;

/** Asks outside authorities for certificates and takes their answers in. Thread-safe. */
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final RequestRepository repository;
  private final Credentials credentials;
  private final Keys keys;
  private final ObjectProvider<KnownIssuers> known;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Requests(
      RequestRepository repository,
      Credentials credentials,
      Keys keys,
      ObjectProvider<KnownIssuers> known,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.credentials = credentials;
    this.keys = keys;
    this.known = known;
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
    } catch (SigningException | TokenException e) {
      giveUp(by, id, holder);
      throw e;
    }
  }

  /** Takes the authority's answer: the certificate must be over the key of the request. */
  void answer(Caller.Person by, UUID id, ForeignCertificates answer) {
    transaction.executeWithoutResult(_ -> {
      var open = open(by, id);
      var request = open.request();
      if (request == null) {
        throw Problem.CERTIFICATE_STATE.because("the request was never finished");
      }
      try {
        var key = new JcaPKCS10CertificationRequest(request).getPublicKey();
      unhindered(by, open.holder());
        keep(by, open.id(), open.holder(), answer.over(key, known(), time.instant()), "imported");
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException("a stored request cannot be read", e);
      }
    });
  }

  /** Gives a request up and destroys its key. */
  void cancel(Caller.Person by, UUID id) {
    var open = transaction.execute(_ -> open(by, id));
    if (open != null) {
      giveUp(by, open.id(), open.holder());
    }
  }

  /** Makes the certificate of a USB token known; the caller vouches that it is the holder's. */
  UUID register(Caller.Person by, Holder holder, ForeignCertificates sent) {
    var id = new CredentialId(UUID.randomUUID());
    transaction.executeWithoutResult(_ -> {
      intend(by, id, holder, "usb-token");
      keep(by, id, holder, sent.leaf(known(), time.instant()), "registered");
    });
    return id.value();
  }

  private void intend(Caller.Person by, CredentialId id, Holder holder, String source) {
    if (!repository.may(by, holder, time.instant())) {
      throw Problem.NOT_FOUND.because("no holder to ask for within scope");
    }
    if (!repository.intend(id, holder, source, by.official().value(), time.instant())) {
      throw Problem.CERTIFICATE_STATE
          .because("a request for the holder is open")
          .showing("status", "issuing");
    }
  }

  private RequestRepository.Open open(Caller.Person by, UUID id) {
    unhindered(by, holder);
    return repository
        .open(by, id, time.instant())
        .orElseThrow(() -> Problem.NOT_FOUND.because("no open request " + id));
  }

  private void keep(Caller.Person by, CredentialId id, Holder holder, Issued issued, String what) {
    var made =
  /** Neither for oneself nor round a suspension. */
  private void unhindered(Caller.Person by, Holder holder) {
    if (holder instanceof Holder.Personal(var official)) {
      AdministratorScope.refuseOwn(by, official.value());
    }
    if (repository.suspended(holder, time.instant())) {
      throw Problem.CERTIFICATE_STATE
          .because("a certificate of the holder is suspended")
          .showing("status", "suspended");
    }
  }

        new Credential(
            id, holder, Credentials.keyLabel(id), issued.certificate(), issued.issuers(), "valid");
    try {
      if (!credentials.complete(made)) {
        throw Problem.CERTIFICATE_STATE.because("the request was given up meanwhile");
      }
    } catch (DuplicateKeyException e) {
      throw Problem.CERTIFICATE_STATE.because("the certificate is known already", e);
    }
    record(
        "certificate." + what,
        by,
        id,
        holder,
        Map.of(
            "serialNumber",
            made.serialNumber(),
            "vouched",
            Boolean.toString("registered".equals(what))));
  }

  private byte[] signed(CredentialId id, Holder holder, KeyKind kind) {
    var label = new KeyLabel(Credentials.keyLabel(id));
    var residence =
        switch (holder) {
          case Holder.Personal _ -> Residence.WRAPPED;
          case Holder.Seal _ -> Residence.RESIDENT;
        };
    var key = keys.generate(label, kind, residence, owner(holder)).publicKey();
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
    var name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "VN");
    people.provinces().stream().findFirst().ifPresent(it -> name.addRDN(BCStyle.O, it.name()));
    switch (holder) {
      case Holder.Personal(var id) -> {
        people.mainUnit(id).ifPresent(unit -> name.addRDN(BCStyle.OU, unit.name()));
        people.official(id).ifPresent(it -> name.addRDN(BCStyle.CN, it.displayName()));
      }
      case Holder.Seal(var id) ->
          people.unit(id).ifPresent(unit -> name.addRDN(BCStyle.CN, unit.name()));
    }
    return name.build();
  }

  private List<X509Certificate> known() {
    return known.orderedStream().flatMap(each -> each.certificates().stream()).toList();
  }

  private void giveUp(Caller.Person by, CredentialId id, Holder holder) {
    try {
      transaction.executeWithoutResult(_ -> {
        credentials.fail(id);
        record("certificate-request.given-up", by, id, holder, Map.of());
      });
      keys.destroy(new KeyLabel(Credentials.keyLabel(id)));
    } catch (RuntimeException e) {
      LOG.warn("Request {} could not be cleared away: {}", id, e.getMessage());
    }
  }

  private static String owner(Holder holder) {
    return switch (holder) {
      case Holder.Personal(var official) -> official.toString();
      case Holder.Seal(var unit) -> unit.toString();
    };
  }

  private void record(
      String type, Caller.Person by, CredentialId id, Holder holder, Map<String, String> more) {
    var facts = new HashMap<>(more);
    facts.put("kind", holder.kind());
    facts.put("holder", owner(holder));
    audit.append(new AuditEvent(type, by.official().toString(), id.toString(), facts, Map.of()));
  }
}
