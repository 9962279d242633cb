package vn.antin.signing.request;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.SignedHash;
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
 * Signs a few reserved documents by four steps: their files are hashed again and prepared, the
 * intents and their audit rows are committed, the key is used for each, the outcomes and their
 * audit rows are committed. One transaction for the intents of several and one for their outcomes:
 * it is commits that a batch would wait for most.
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

  /**
   * After which the key is not used any more, so that what was made is written within the lease.
   */
  private static final Duration LONGEST = Grants.LEASE.dividedBy(4);

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

  /** A document that lacks only its signature value. */
  private record Ready(Item item, ReadySignature signature) {}

  /** What was written of a document and is not visible yet. */
  private record Made(Item item, SignatureOutcome.Signed signed) {}

  /**
   * Tells the tally of each. Of what fails by any other exception than those of the fates nothing
   * was begun, and it is still reserved.
   */
  void sign(Work work, List<Item> items, Tally tally) {
    var ready = prepare(work, items, tally);
    Set<Sha256> begun;
    try {
      begun = begin(work, ready);
    } catch (RuntimeException e) {
      ready.forEach(_ -> waits(e, tally));
      return;
    }
    var made = new ArrayList<Made>();
    var began = System.nanoTime();
    try {
      for (var each : ready) {
        var item = each.item();
        if (!begun.contains(item.hash())) {
          tally.add(item.document(), counted("not-signed", new Fate.Postponed()));
          continue;
        }
        var outcome =
            System.nanoTime() - began < LONGEST.toNanos()
                ? use(work, each.signature())
                : new SignatureOutcome.NotSigned("those before it took too long");
        if (outcome instanceof SignatureOutcome.Signed signed) {
          made.add(new Made(item, signed));
        } else {
          tally.add(item.document(), notMade(work, item, outcome));
        }
      }
      keep(work, made, tally);
    } finally {
      made.forEach(each -> each.signed().written().close());
    }
  }

  private List<Ready> prepare(Work work, List<Item> items, Tally tally) {
    var ready = new ArrayList<Ready>();
    for (var item : items) {
      try {
        ready.add(new Ready(item, prepare(work, item)));
      } catch (RuntimeException e) {
        try {
          tally.add(item.document(), unprepared(work, item, e));
        } catch (RuntimeException other) {
          waits(other, tally);
        }
      }
    }
    return ready;
  }

  private static void waits(RuntimeException cause, Tally tally) {
    LOG.warn("A document waits: {}", cause.toString());
    tally.failed(cause);
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
            .open(work.request().owner(), item.document())
            .orElseThrow(() -> Problem.NOT_FOUND.because("document " + item.document()));
    return signer.prepare(document, item.hash(), work.credential(), item.parameters());
  }

  private Set<Sha256> begin(Work work, List<Ready> ready) {
    if (ready.isEmpty()) {
      return Set.of();
    }
    var hashes = ready.stream().map(each -> each.item().hash()).toList();
    return transaction.execute(_ -> {
      var begun = grants.signing(work.attempt(), hashes);
      trail.started(work.attempt(), begun, work.official());
      return begun;
    });
  }

  private SignatureOutcome use(Work work, ReadySignature ready) {
    try {
      return signer.sign(ready, work.official());
    } catch (RuntimeException e) {
      LOG.warn("A signature could not be finished: {}", e.toString());
      return new SignatureOutcome.Unknown(e.getClass().getSimpleName());
    }
  }

  private Fate notMade(Work work, Item item, SignatureOutcome outcome) {
    try {
      return transaction.execute(_ ->
          outcome instanceof SignatureOutcome.Unknown(var detail)
              ? unknown(work, item, detail)
              : postponed(work, item));
    } catch (RuntimeException e) {
      return lost(e);
    }
  }

  private Fate postponed(Work work, Item item) {
    if (grants.notSigned(work.attempt(), item.hash())) {
      trail.postponed(work.attempt(), item.hash(), work.official());
    }
    return counted("not-signed", new Fate.Postponed());
  }

  private Fate unknown(Work work, Item item, String detail) {
    if (grants.unknown(work.attempt(), item.hash())) {
      trail.unknown(work.attempt(), item.hash(), work.official(), detail);
    }
    return counted("unknown", new Fate.Unknown());
  }

  /** The ledger says "signing" and will say "unknown" when the lease has run out. */
  private Fate lost(RuntimeException cause) {
    LOG.error("The outcome of a signature could not be written down: {}", cause.toString());
    return counted("unknown", new Fate.Unknown());
  }

  private void keep(Work work, List<Made> made, Tally tally) {
    Set<Sha256> kept;
    try {
      kept = kept(work, made);
    } catch (RuntimeException e) {
      if (made.size() == 1) {
        tally.add(made.getFirst().item().document(), lost(e));
      } else {
        // One that cannot be written down does not take the others with it.
        made.forEach(each -> keep(work, List.of(each), tally));
      }
      return;
    }
    for (var each : made) {
      tally.add(
          each.item().document(),
          kept.contains(each.item().hash())
              ? signed(each.signed())
              : counted("unknown", new Fate.Unknown()));
    }
  }

  /** The signed documents become visible in the transaction that says so; answers which. */
  private Set<Sha256> kept(Work work, List<Made> made) {
    if (made.isEmpty()) {
      return Set.of();
    }
    var spent =
        made.stream()
            .map(each ->
                new SignedHash(
                    each.item().hash(), each.signed().written().id(), each.signed().hash()))
            .toList();
    return transaction.execute(_ -> {
      var kept = grants.signed(work.attempt(), spent);
      var signed = new LinkedHashMap<Sha256, SignatureOutcome.Signed>();
      for (var each : made) {
        if (kept.contains(each.item().hash())) {
          each.signed().written().keep(each.signed().pages());
          shortfalls.note(each.signed());
          signed.put(each.item().hash(), each.signed());
        }
      }
      trail.completed(work.attempt(), signed, work.official(), work.credential());
      return kept;
    });
  }

  private Fate signed(SignatureOutcome.Signed signed) {
    if (signed.fallsShort()) {
      meters.counter("antin.signatures.short-of-level").increment();
    }
    return counted(
        "signed",
        new Fate.Signed(
            signed.written().id(), signed.hash(), signed.reached(), signed.fallsShort()));
  }

  private Fate counted(String outcome, Fate fate) {
    meters.counter("antin.signatures", "outcome", outcome).increment();
    return fate;
  }
}
