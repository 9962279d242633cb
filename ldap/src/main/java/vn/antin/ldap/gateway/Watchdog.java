package vn.antin.ldap.gateway;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends connections whose deadline has passed. One mechanism for every way of being slow, so that no
 * read or write needs a time-out of its own.
 */
final class Watchdog implements AutoCloseable {
  private static final long PERIOD_MILLIS = 500;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ldap-gateway-watchdog").factory());

  /** Something that has to be done in time. */
  interface Watched {
    Deadline deadline();

    void abort();
  }

  /** Set by the thread at work, read by the watchdog. */
  static final class Deadline {
    private volatile long at = Long.MAX_VALUE;

    void in(Duration time) {
      at = System.nanoTime() + time.toNanos();
    }

    boolean hasPassed() {
      return at != Long.MAX_VALUE && System.nanoTime() - at > 0;
    }
  }

  Watchdog(Supplier<? extends Iterable<? extends Watched>> all) {
    var _ =
        clock.scheduleWithFixedDelay(
            () -> all.get().forEach(Watchdog::check),
            PERIOD_MILLIS,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private static void check(Watched watched) {
    if (watched.deadline().hasPassed()) {
      watched.abort();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
