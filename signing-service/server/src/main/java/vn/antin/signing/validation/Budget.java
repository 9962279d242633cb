package vn.antin.signing.validation;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.antin.signing.problem.Problem;

/** Bytes that work may hold together, given out in blocks of 64 KiB. Thread-safe. */
final class Budget {
  private static final int UNIT = 64 * 1024;

  private final int all;
  private final Semaphore left;

  /** Work that holds bytes of the budget. */
  interface Work<T> {
    T run() throws IOException;
  }

  Budget(long bytes) {
    this.all = units(bytes);
    this.left = new Semaphore(all, true);
  }

  <T> T with(long bytes, Duration patience, Work<T> work) throws IOException {
    var taken = Math.min(all, units(bytes));
    try {
      if (!left.tryAcquire(taken, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.BUSY.because("no memory left for another file of " + bytes + " bytes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.BUSY.because("interrupted while waiting for memory", e);
    }
    try {
      return work.run();
    } finally {
      left.release(taken);
    }
  }

  private static int units(long bytes) {
    return (int) Math.max(1, Math.ceilDiv(bytes, UNIT));
  }
}
