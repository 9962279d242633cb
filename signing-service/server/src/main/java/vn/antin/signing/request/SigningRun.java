package vn.antin.signing.request;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.Attempt;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.ReadySignature;
import vn.antin.signing.signature.SignatureOutcome;

/**
 * Signs the documents of one attempt, each by the same three steps: the intent and its audit row
 * are committed, the key is used, the outcome and its audit row are committed.
 */
final class SigningRun {
  /** A document and its signed version. */
  record Result(DocumentId source, DocumentId signed, Sha256 hash) {}

  private static final Logger LOG = LoggerFactory.getLogger(SigningRun.class);

  private final Grants grants;
  private final DocumentSigner signer;
  private final SigningTrail trail;
  private final TransactionOperations transaction;
  private final MeterRegistry meters;

  SigningRun(
      Grants grants,
      DocumentSigner signer,
      SigningTrail trail,
      TransactionOperations transaction,
      MeterRegistry meters) {
    this.grants = grants;
    this.signer = signer;
    this.trail = trail;
    this.transaction = transaction;
    this.meters = meters;
  }

  /**
   * Signs all. One document's fate does not stop the others; if any has no signature in the end,
   * that is the outcome of the call.
   */
  List<Result> sign(Attempt attempt, List<ReadySignature> ready, OfficialId official) {
    var signed = new ArrayList<Result>();
    Problem worst = null;
    for (var each : ready) {
      var step = new Step(attempt, each, official);
      switch (signOne(step)) {
        case SignatureOutcome.Signed(var written, var hash, _) ->
            signed.add(new Result(each.document().id(), written.id(), hash));
        case SignatureOutcome.NotSigned _ ->
            worst = worst == null ? Problem.TOKEN_UNREACHABLE : worst;
        case SignatureOutcome.Unknown _ -> worst = Problem.OUTCOME_UNKNOWN;
      }
      grants.renew(attempt);
    }
    if (worst == Problem.TOKEN_UNREACHABLE && grants.releasedBecauseStopped(attempt)) {
      worst = Problem.CREDENTIAL_NOT_USABLE;
    }
    if (worst != null) {
      throw worst.because("attempt " + attempt.id() + " did not sign everything");
    }
    return signed;
  }

  private record Step(Attempt attempt, ReadySignature ready, OfficialId official) {
    Sha256 hash() {
      return ready.document().sha256();
    }
  }

  private SignatureOutcome signOne(Step step) {
    if (!begin(step)) {
      return new SignatureOutcome.NotSigned("another attempt took over");
    }
    SignatureOutcome outcome;
    try {
      outcome = signer.sign(step.ready(), step.official());
    } catch (RuntimeException e) {
      LOG.warn("A signature could not be finished: {}", e.toString());
      outcome = new SignatureOutcome.Unknown(e.getClass().getSimpleName());
    }
    try {
      outcome = end(step, outcome);
    } catch (RuntimeException e) {
      // The ledger says "signing" and will say "unknown" when the lease has run out.
      meters.counter("antin.signatures", "outcome", "unknown").increment();
      throw Problem.OUTCOME_UNKNOWN.because("the outcome could not be written down", e);
    }
    meters.counter("antin.signatures", "outcome", name(outcome)).increment();
    return outcome;
  }

  private boolean begin(Step step) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          if (!grants.signing(step.attempt(), step.hash())) {
            return false;
          }
          trail.started(step.attempt(), step.hash(), step.official());
          return true;
        }));
  }

  private SignatureOutcome end(Step step, SignatureOutcome outcome) {
    return switch (outcome) {
      case SignatureOutcome.Signed signed -> keep(step, signed);
      case SignatureOutcome.NotSigned notSigned -> {
        transaction.executeWithoutResult(_ -> {
          if (grants.notSigned(step.attempt(), step.hash())) {
            trail.postponed(step.attempt(), step.hash(), step.official());
          }
        });
        yield notSigned;
      }
      case SignatureOutcome.Unknown unknown -> {
        transaction.executeWithoutResult(_ -> {
          if (grants.unknown(step.attempt(), step.hash())) {
            trail.unknown(step.attempt(), step.hash(), step.official(), unknown.detail());
          }
        });
        yield unknown;
      }
    };
  }

  /** The signed document becomes visible in the transaction that says so. */
  private SignatureOutcome keep(Step step, SignatureOutcome.Signed signed) {
    var attempt = step.attempt();
    try (var written = signed.written()) {
      var kept =
          transaction.execute(_ -> {
            if (!grants.signed(attempt, step.hash(), written.id(), signed.hash())) {
              return false;
            }
            written.keep(signed.pages());
            trail.completed(attempt, step.hash(), step.official(), signed.hash());
            return true;
          });
      return Boolean.TRUE.equals(kept)
          ? signed
          : new SignatureOutcome.Unknown("the attempt was given up meanwhile");
    }
  }

  private static String name(SignatureOutcome outcome) {
    return switch (outcome) {
      case SignatureOutcome.Signed _ -> "signed";
      case SignatureOutcome.NotSigned _ -> "not-signed";
      case SignatureOutcome.Unknown _ -> "unknown";
    };
  }
}
