package vn.antin.signing.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.antin.signing.problem.Problem;

/**
 * Bounds what costs much memory or processor time. Who does not get a place within two seconds is
 * told so honestly (503) instead of making everyone slower. Thread-safe.
 */
public final class HeavyWork {
  private static final long PATIENCE_MILLIS = 2_000;

  private final Semaphore places;

  public HeavyWork(int places) {
    this.places = new Semaphore(Math.max(1, places), true);
  }

  /** Runs the work when there is a place for it. */
  public <T> T run(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw Problem.BUSY.because("no free place for heavy work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.BUSY.because("interrupted while waiting for a place", e);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
