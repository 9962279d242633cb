package vn.antin.signing.certificate.request;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.web.Caller;

/**
 * Lets a holder register a USB token: an administrator makes a code, and whoever has it shows that
 * the key of a certificate in the holder's name is in their hands. Thread-safe.
 */
final class TokenRegistrations {
  private static final Duration LIFE = Duration.ofMinutes(30);

  /** A code, which is shown this once, and never in a log. */
  record Made(UUID id, String code, Instant expiresAt) {
    @Override
    public String toString() {
      return "Made[" + id + "]";
    }
  }

  /** What was sent as proof. */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Proof(
      OneTimeCode code, String certificates, SigningAlgorithm algorithm, byte[] signature) {}

  private final CodeRepository codes;
  private final HolderRepository holders;
  private final Acceptance acceptance;
  private final Registrations registrations;
  private final URI server;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  TokenRegistrations(
      CodeRepository codes,
      HolderRepository holders,
      Acceptance acceptance,
      Registrations registrations,
      URI server,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.codes = codes;
    this.holders = holders;
    this.acceptance = acceptance;
    this.registrations = registrations;
    this.server = server;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  Made make(Caller.Person by, Holder holder) {
    var code = OneTimeCode.random(random);
    var id = UUID.randomUUID();
    var now = time.instant();
    var expires = now.plus(LIFE);
    transaction.executeWithoutResult(_ -> {
      acceptance.may(by, holder);
      codes.put(id, code, holder, by, expires, now);
      record("usb-token-code.made", by.official().toString(), id, holder, Map.of());
    });
    return new Made(id, code.grouped(), expires);
  }

  List<CodeRepository.Line> list(Caller.Person caller) {
    return codes.list(caller, time.instant());
  }

  void withdraw(Caller.Person by, UUID id) {
    transaction.executeWithoutResult(_ -> {
      var open =
          codes
              .find(id, time.instant())
              .filter(it -> holders.may(by, it.holder(), time.instant()))
              .filter(_ -> codes.end(id))
              .orElseThrow(() -> Problem.NOT_FOUND.because("no open code " + id));
      record("usb-token-code.withdrawn", by.official().toString(), id, open.holder(), Map.of());
    });
  }

  /** Makes the certificate known as the holder's, who proved to have its key. */
  UUID register(Proof proof) {
    var open =
        transaction.execute(_ ->
            codes
                .attempt(proof.code(), time.instant())
                .orElseThrow(() -> Problem.REGISTRATION_CODE_INVALID.because("no such open code")));
    if (open == null) {
      throw Problem.INTERNAL.because("no code was read");
    }
    try {
      var sent = ForeignCertificates.read(proof.certificates());
      prove(proof, sent);
      var id = transaction.execute(_ -> spend(open, sent));
      if (id == null) {
        throw Problem.INTERNAL.because("nothing was registered");
      }
      return id;
    } catch (SigningException e) {
      transaction.executeWithoutResult(_ ->
          record(
              "usb-token-code.refused",
              null,
              open.id(),
              open.holder(),
              Map.of("reason", e.problem().code())));
      throw e;
    }
  }

  private void prove(Proof proof, ForeignCertificates sent) {
    var certificate = sent.leaf();
    var text = PossessionText.of(server, proof.code(), Certificates.fingerprint(certificate));
    if (!proof.algorithm().verify(certificate.getPublicKey(), text, proof.signature())) {
      throw Problem.POSSESSION_UNPROVED
          .because("the signature does not verify with the certificate's key")
          .showing("server", PossessionText.address(server));
    }
  }

  /** The code ends as the certificate becomes known, by the power of whoever made it. */
  private UUID spend(CodeRepository.Open open, ForeignCertificates sent) {
    if (!codes.end(open.id())) {
      throw Problem.REGISTRATION_CODE_INVALID.because("the code ended meanwhile");
    }
    if (!holders.may(open.creator(), open.holder(), time.instant())) {
      throw Problem.REGISTRATION_CODE_INVALID.because("whoever made the code may not any more");
    }
    return registrations.registerProved(open.creator(), open.holder(), sent, open.id());
  }

  private void record(
      String type, @Nullable String actor, UUID code, Holder holder, Map<String, String> more) {
    var facts = new HashMap<>(more);
    facts.put("kind", holder.kind());
    facts.put("holder", holder.id().toString());
    audit.append(new AuditEvent(type, actor, code.toString(), facts, Map.of()));
  }
}
