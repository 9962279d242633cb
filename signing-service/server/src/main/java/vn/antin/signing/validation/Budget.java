package vn.antin.signing.validation;

import java.util.concurrent.Semaphore;
import vn.antin.signing.problem.Problem;

/**
 * Bytes that received files may hold together, given out in blocks of 64 KiB as they arrive: who
 * announces much and sends slowly holds only what came. Thread-safe.
 */
final class Budget {
  private static final int UNIT = 64 * 1024;

  private final Semaphore left;

  Budget(long bytes) {
    this.left = new Semaphore(units(bytes));
  }

  /** A caller's part, empty at first. Not thread-safe. */
  Share share() {
    return new Share();
  }

  /** What one file holds; closing gives it back. */
  final class Share implements AutoCloseable {
    private int taken;

    private Share() {}

    /** Makes it so large; BUSY when nothing is left. */
    void growTo(long bytes) {
      var more = units(bytes) - taken;
      if (more > 0) {
        if (!left.tryAcquire(more)) {
          throw Problem.BUSY.because("no memory left for another file of " + bytes + " bytes");
        }
        taken += more;
      }
    }

    @Override
    public void close() {
      left.release(taken);
      taken = 0;
    }
  }

  private static int units(long bytes) {
    return (int) Math.max(1, Math.ceilDiv(bytes, UNIT));
  }
}
