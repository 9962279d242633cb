package vn.antin.signing.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.grant.Attempt;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.signature.SignatureLevel;

/**
 * Signs the documents of one attempt. Of each only its row is held until its turn comes; several
 * are worked at together, and one's fate does not stop the others. A node that stops ends the
 * documents at which it is; what is left stays reserved, and any node finishes it. Thread-safe.
 */
final class SigningRun {
  /** What is to be signed: the documents of the request that the attempt has reserved. */
  record Work(
      Attempt attempt, SignatureRequest request, Credential credential, OfficialId official) {}

  private static final Logger LOG = LoggerFactory.getLogger(SigningRun.class);
  private static final Duration RENEWAL = Grants.LEASE.dividedBy(6);

  private static final int TOGETHER = 4;
  private static final long SMALL = 512 * 1024;

  private final Grants grants;
  private final DocumentSigning documents;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final int parallel;
  private final Semaphore places;
  private final AtomicLong waiting = new AtomicLong();
  private volatile boolean stopping;

  /** Signs so many documents of batches together on this node. */
  SigningRun(
      Grants grants,
      DocumentSigning documents,
      MeterRegistry meters,
      InstantSource time,
      int parallel) {
    this.grants = grants;
    this.documents = documents;
    this.meters = meters;
    this.time = time;
    this.parallel = parallel;
    this.places = new Semaphore(parallel, true);
    Gauge.builder("antin.signing.waiting", waiting, AtomicLong::get)
        .description("Reserved documents whose turn on this node has not come")
        .register(meters);
  }

  /** From now on no document is begun. */
  void stop() {
    stopping = true;
  }

  /** Signs all that can be signed and tells what became of each. */
  Tally sign(Work work) {
    var sample = Timer.start();
    var named = new HashSet<>(work.attempt().hashes());
    var next = new ConcurrentLinkedQueue<SignatureRequest.Item>();
    work.request().items().stream().filter(item -> named.contains(item.hash())).forEach(next::add);
    var count = next.size();
    var tally = new Tally();
    waiting.addAndGet(count);
    var together = together(next);
    var renewed = new AtomicReference<>(time.instant());
    if (count == 1) {
      sign(work, List.of(next.remove()), tally);
    } else {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var thread = 0; thread < Math.min(parallel, count); thread++) {
          threads.execute(() -> all(work, next, together, tally, renewed));
        }
      }
    }
    waiting.addAndGet(-next.size());
    tally.left(next.size());
    if (tally.postponed() && grants.releasedBecauseStopped(work.attempt())) {
      tally.credentialStopped();
    }
    sample.stop(meters.timer("antin.signing.run"));
    return tally;
  }

  private void all(
      Work work,
      Queue<SignatureRequest.Item> next,
      int together,
      Tally tally,
      AtomicReference<Instant> renewed) {
    while (!stopping) {
      places.acquireUninterruptibly();
      try {
        var items = few(next, together);
        if (items.isEmpty()) {
          return;
        }
        sign(work, items, tally);
        renew(work.attempt(), renewed);
      } finally {
        places.release();
      }
    }
  }

  /**
   * How many share their commits. A node that dies leaves as many unknown as it was at, so they are
   * few; and they are small, for they are held in memory. What waits for a time-stamp is by itself.
   */
  private static int together(Collection<SignatureRequest.Item> items) {
    return items.stream()
            .allMatch(item -> item.size() <= SMALL && item.parameters().level() == SignatureLevel.B)
        ? TOGETHER
        : 1;
  }

  private static List<SignatureRequest.Item> few(Queue<SignatureRequest.Item> next, int most) {
    var few = new ArrayList<SignatureRequest.Item>();
    for (var item = next.poll(); item != null; item = few.size() < most ? next.poll() : null) {
      few.add(item);
    }
    return few;
  }

  private void sign(Work work, List<SignatureRequest.Item> items, Tally tally) {
    waiting.addAndGet(-items.size());
    try {
      documents.sign(work, items, tally);
    } catch (RuntimeException e) {
      LOG.warn("Documents wait: {}", e.toString());
      tally.failed(e);
    }
  }

  /** Not after every document: each renewal writes all the rows that are left. */
  private void renew(Attempt attempt, AtomicReference<Instant> renewed) {
    var last = renewed.get();
    var now = time.instant();
    if (!now.isBefore(last.plus(RENEWAL)) && renewed.compareAndSet(last, now)) {
      try {
        grants.renew(attempt);
      } catch (RuntimeException e) {
        LOG.warn("The lease of attempt {} could not be renewed: {}", attempt.id(), e.toString());
      }
    }
  }
}
