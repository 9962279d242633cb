package vn.antin.signing.outcome;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.grant.UnknownHashes;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/**
 * A security administrator says what became of a signature, once. A proof is looked at first; then
 * the ledger's step, the decision and its audit rows are one transaction, in which the caller's
 * power is asked for again. Thread-safe.
 */
final class Resolutions {
  private final ResolutionRepository repository;
  private final UnknownHashes hashes;
  private final Proofs proofs;
  private final Documents documents;
  private final Shortfalls shortfalls;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final HeavyWork heavyWork;
  private final InstantSource time;

  Resolutions(
      ResolutionRepository repository,
      UnknownHashes hashes,
      Proofs proofs,
      Documents documents,
      Shortfalls shortfalls,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      HeavyWork heavyWork,
      InstantSource time) {
    this.repository = repository;
    this.hashes = hashes;
    this.proofs = proofs;
    this.documents = documents;
    this.shortfalls = shortfalls;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.heavyWork = heavyWork;
    this.time = time;
  }

  void notSigned(Caller.Person caller, OutcomeKey key, String reason) {
    var held = open(caller, key);
    decide(
        caller,
        held,
        "not-signed",
        reason,
        Map.of(),
        () -> {
          if (repository.valueKept(key)) {
            throw Problem.SIGNATURE_VALUE_KEPT.because("a USB token's value for it is kept");
          }
          return hashes.close(key.grant(), key.hash());
        });
  }

  /** The application's hash was signed: this is the value. */
  void signed(Caller.Person caller, OutcomeKey key, String reason, byte[] value) {
    var held = open(caller, key);
    if (held.request() != null || !Proofs.holds(held, value)) {
      throw Problem.SIGNATURE_UNPROVEN.because("it is no value of the certificate over the hash");
    }
    decide(
        caller,
        held,
        "signed",
        reason,
        Map.of("certificate", Certificates.fingerprint(held.certificate())),
        () -> {
          unused(repository.valueUsed(key, value));
          return hashes.signed(key.grant(), key.hash(), value);
        });
  }

  /** The document was signed: the caller has uploaded the signed file. */
  void signed(Caller.Person caller, OutcomeKey key, String reason, DocumentId uploaded) {
    var held = open(caller, key);
    try (var proven = heavyWork.run(() -> proofs.file(caller, held, uploaded))) {
      var written = proven.written();
      decide(
          caller,
          held,
          "signed",
          reason,
          Map.of(
              "certificate", Certificates.fingerprint(held.certificate()),
              "signedHash", proven.hash().base64(),
              "level", proven.reached().text()),
          () -> {
            unused(repository.fileUsed(key, proven.hash().bytes()));
            if (!hashes.signed(key.grant(), key.hash(), written.id(), proven.hash())) {
              return false;
            }
            written.keep(proven.pages());
            shortfalls.note(written.id(), proven.approved(), proven.reached());
            return true;
          });
    }
    documents.delete(Owner.of(caller), uploaded);
  }

  private static void unused(boolean used) {
    if (used) {
      throw Problem.SIGNATURE_UNPROVEN.because("it is the signature of another approval");
    }
  }

  private Held open(Caller.Person caller, OutcomeKey key) {
    people.requireFresh();
    return checked(
        caller, repository.find(caller, key, time.instant()).orElseThrow(Resolutions::absent));
  }

  private static Held checked(Caller.Person caller, Held held) {
    if (held.approver().equals(caller.official())) {
      throw Problem.OWN_SIGNATURE.because("the caller approved this very signature");
    }
    if (!held.open()) {
      throw Problem.OUTCOME_RESOLVED.because("grant " + held.key().grant() + " was decided about");
    }
    return held;
  }

  private static RuntimeException absent() {
    return Problem.NOT_FOUND.because("no unknown outcome that the caller may decide about");
  }

  private void decide(
      Caller.Person caller,
      Held held,
      String outcome,
      String reason,
      Map<String, String> proof,
      BooleanSupplier step) {
    transaction.executeWithoutResult(_ -> {
      var now = time.instant();
      checked(caller, repository.lock(caller, held.key(), now).orElseThrow(Resolutions::absent));
      repository.remember(held.key(), outcome, reason, caller, now);
      if (!step.getAsBoolean()) {
        throw Problem.OUTCOME_RESOLVED.because("the outcome is not unknown any more");
      }
      var facts = new LinkedHashMap<>(proof);
      facts.put("grant", held.key().grant().toString());
      facts.put("hash", held.key().hash().base64());
      if (outcome.equals("signed")) {
        append("signature.completed", held, held.approver().toString(), facts, Map.of());
      }
      facts.put("outcome", outcome);
      append(
          "signature.unknown-resolved",
          held,
          caller.official().toString(),
          facts,
          Map.of("reason", reason));
    });
  }

  private void append(
      String type,
      Held held,
      String actor,
      Map<String, String> facts,
      Map<String, String> personal) {
    var request = held.request();
    audit.append(
        new AuditEvent(
            type,
            actor,
            request == null ? held.key().grant().toString() : request.toString(),
            facts,
            personal));
  }
}
