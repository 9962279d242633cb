package vn.antin.signing.request;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.request.SignatureRequest.Item;
import vn.antin.signing.request.SigningRun.Work;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.ReadySignature;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.signature.SignatureLevel;
import vn.antin.signing.signature.SignatureOutcome;

/**
 * Signs one reserved document by four steps: its file is hashed again and prepared, the intent and
 * its audit row are committed, the key is used, the outcome and its audit row are committed.
 */
final class DocumentSigning {
  /** What became of a document. */
  sealed interface Fate {
    /**
     * The signed document is kept.
     *
     * @param level that was reached
     * @param fallsShort whether it is below what was approved
     */
    record Signed(DocumentId document, Sha256 hash, SignatureLevel level, boolean fallsShort)
        implements Fate {}

    /** It is approved again: nothing was begun. */
    record Unprepared(SigningException cause) implements Fate {}

    /** It is still reserved: the key was certainly not used. */
    record Postponed() implements Fate {}

    record Unknown() implements Fate {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(DocumentSigning.class);

  private final Grants grants;
  private final Documents documents;
  private final DocumentSigner signer;
  private final Shortfalls shortfalls;
  private final SigningTrail trail;
  private final TransactionOperations transaction;
  private final MeterRegistry meters;

  DocumentSigning(
      Grants grants,
      Documents documents,
      DocumentSigner signer,
      Shortfalls shortfalls,
      SigningTrail trail,
      TransactionOperations transaction,
      MeterRegistry meters) {
    this.grants = grants;
    this.documents = documents;
    this.signer = signer;
    this.shortfalls = shortfalls;
    this.trail = trail;
    this.transaction = transaction;
    this.meters = meters;
  }

  /** Any other exception than those of the fates: nothing was begun, and it is still reserved. */
  Fate sign(Work work, Item item) {
    ReadySignature ready;
    try {
      ready = prepare(work, item);
    } catch (RuntimeException e) {
      return unprepared(work, item, e);
    }
    if (!begin(work, item)) {
      return counted("not-signed", new Fate.Postponed());
    }
    try {
      return end(work, item, use(work, ready));
    } catch (RuntimeException e) {
      // The ledger says "signing" and will say "unknown" when the lease has run out.
      LOG.error("The outcome of a signature could not be written down: {}", e.toString());
      return counted("unknown", new Fate.Unknown());
    }
  }

  /** The engine wraps what the store of documents says of a damaged one. */
  private Fate unprepared(Work work, Item item, RuntimeException fault) {
    for (@Nullable Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof SigningException known) {
        transaction.executeWithoutResult(_ -> {
          if (grants.unprepared(work.attempt(), item.hash())) {
            trail.unprepared(work.attempt(), item.hash(), work.official(), known.problem());
          }
        });
        return counted("not-signed", new Fate.Unprepared(known));
      }
    }
    throw fault;
  }

  private ReadySignature prepare(Work work, Item item) {
    var document =
        documents
            .find(work.request().owner(), item.document())
            .orElseThrow(() -> Problem.NOT_FOUND.because("document " + item.document()));
    return signer.prepare(document, item.hash(), work.credential(), item.parameters());
  }

  private boolean begin(Work work, Item item) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          if (!grants.signing(work.attempt(), item.hash())) {
            return false;
          }
          trail.started(work.attempt(), item.hash(), work.official());
          return true;
        }));
  }

  private SignatureOutcome use(Work work, ReadySignature ready) {
    try {
      return signer.sign(ready, work.official());
    } catch (RuntimeException e) {
      LOG.warn("A signature could not be finished: {}", e.toString());
      return new SignatureOutcome.Unknown(e.getClass().getSimpleName());
    }
  }

  private Fate end(Work work, Item item, SignatureOutcome outcome) {
    return switch (outcome) {
      case SignatureOutcome.Signed signed -> keep(work, item, signed);
      case SignatureOutcome.NotSigned _ -> {
        transaction.executeWithoutResult(_ -> {
          if (grants.notSigned(work.attempt(), item.hash())) {
            trail.postponed(work.attempt(), item.hash(), work.official());
          }
        });
        yield counted("not-signed", new Fate.Postponed());
      }
      case SignatureOutcome.Unknown(var detail) -> {
        transaction.executeWithoutResult(_ -> {
          if (grants.unknown(work.attempt(), item.hash())) {
            trail.unknown(work.attempt(), item.hash(), work.official(), detail);
          }
        });
        yield counted("unknown", new Fate.Unknown());
      }
    };
  }

  /** The signed document becomes visible in the transaction that says so. */
  private Fate keep(Work work, Item item, SignatureOutcome.Signed signed) {
    try (var written = signed.written()) {
      var kept =
          transaction.execute(_ -> {
            if (!grants.signed(work.attempt(), item.hash(), written.id(), signed.hash())) {
              return false;
            }
            written.keep(signed.pages());
            shortfalls.note(signed);
            trail.completed(
                work.attempt(), item.hash(), work.official(), signed, work.credential());
            return true;
          });
      if (!Boolean.TRUE.equals(kept)) {
        return counted("unknown", new Fate.Unknown());
      }
      if (signed.fallsShort()) {
        meters.counter("antin.signatures.short-of-level").increment();
      }
      return counted(
          "signed",
          new Fate.Signed(written.id(), signed.hash(), signed.reached(), signed.fallsShort()));
    }
  }

  private Fate counted(String outcome, Fate fate) {
    meters.counter("antin.signatures", "outcome", outcome).increment();
    return fate;
  }
}
