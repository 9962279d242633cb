package vn.antin.signing.certificate.request;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
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
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.TokenContentSigner;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.web.Caller;

/** Asks outside authorities for certificates and takes their answers in. Thread-safe. */
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final RequestRepository repository;
  private final Acceptance acceptance;
  private final Credentials credentials;
  private final Keys keys;
  private final People people;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Requests(
      RequestRepository repository,
      Acceptance acceptance,
      Credentials credentials,
      Keys keys,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.acceptance = acceptance;
    this.credentials = credentials;
    this.keys = keys;
    this.people = people;
    this.transaction = transaction;
    this.time = time;
  }

  /** Makes a key and a request that it signs. */
  UUID make(Caller.Person by, Holder holder, KeyKind kind) {
    var id = new CredentialId(UUID.randomUUID());
    transaction.executeWithoutResult(_ -> {
      acceptance.intend(by, id, holder, "request");
      repository.add(id, by.official().value(), time.instant());
      acceptance.record("certificate-request.intended", by, id, holder, Map.of());
    });
    try {
      var pkcs10 = signed(id, holder, kind);
      transaction.executeWithoutResult(_ -> {
        if (!repository.made(id, pkcs10)) {
          throw Problem.CERTIFICATE_STATE.because("the request was given up meanwhile");
        }
        acceptance.record("certificate-request.signed", by, id, holder, Map.of());
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
      acceptance.unhindered(by, open.holder());
      var request = open.request();
      if (request == null) {
        throw Problem.CERTIFICATE_STATE.because("the request was never finished");
      }
      try {
        var key = new JcaPKCS10CertificationRequest(request).getPublicKey();
        var issued = answer.over(key, acceptance.issuers(), time.instant());
        acceptance.keep(by, open.id(), open.holder(), issued, confirmed, Acceptance.Basis.IMPORTED);
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException("a stored request cannot be read", e);
      }
    });
  }

  /** Gives a request up; its key goes with it. */
  void cancel(Caller.Person by, UUID id) {
    transaction.executeWithoutResult(_ -> {
      var open = open(by, id);
      fail(by, open.id(), open.holder());
    });
  }

  private RequestRepository.Open open(Caller.Person by, UUID id) {
    return repository
        .open(by, id, time.instant())
        .orElseThrow(() -> Problem.NOT_FOUND.because("no open request " + id));
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
    acceptance.name(holder).ifPresent(it -> name.addRDN(BCStyle.CN, new DERUTF8String(it)));
    return name.build();
  }

  private void giveUp(Caller.Person by, CredentialId id, Holder holder) {
    try {
      transaction.executeWithoutResult(_ -> fail(by, id, holder));
    } catch (RuntimeException e) {
      LOG.warn("Request {} could not be cleared away: {}", id, e.getMessage());
    }
  }

  private void fail(Caller.Person by, CredentialId id, Holder holder) {
    if (credentials.fail(id)) {
      acceptance.record("certificate-request.given-up", by, id, holder, Map.of());
    }
  }
}
