package vn.antin.signing.request;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.problem.Problem;

/**
 * Runs that nobody waits for. Nothing of them is lost with the node: what was reserved is finished
 * by another one.
 */
final class BackgroundRuns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRuns.class);
  private static final int PATIENCE_SECONDS = 30;

  private final SigningRun run;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places;

  BackgroundRuns(SigningRun run, int places) {
    this.run = run;
    this.places = new Semaphore(places);
  }

  /** Reserves, which may be refused, and then signs while the caller goes on. */
  void begin(Supplier<SigningRun.Work> reserve) {
    if (!places.tryAcquire()) {
      throw Problem.BUSY.because("no free place for another run");
    }
    var begun = false;
    try {
      var work = reserve.get();
      threads.execute(() -> sign(work));
      begun = true;
    } finally {
      if (!begun) {
        places.release();
      }
    }
  }

  private void sign(SigningRun.Work work) {
    try {
      run.sign(work).orThrow();
    } catch (RuntimeException e) {
      LOG.warn("Request {} is not signed whole: {}", work.request().id(), e.getMessage());
    } finally {
      places.release();
    }
  }

  /** Lets the documents end at which it is; the others stay reserved. */
  @Override
  public void close() {
    run.stop();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A document was still being signed after {} s", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
