package vn.antin.auth.expiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * Looks at signing-service's notices from time to time; after a failure sooner, ever less so. Waits
 * for signing-service on a thread of its own: the one of the schedules has other work.
 */
final class NoticeSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSchedule.class);
  private static final Duration FIRST_REST = Duration.ofSeconds(10);
  private static final int LONGEST_DOUBLING = 10;

  private final ExpiryNotices notices;
  private final Duration interval;
  private final InstantSource clock;
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile Instant next = Instant.MIN;
  private int failures;

  NoticeSchedule(ExpiryNotices notices, Duration interval, InstantSource clock) {
    this.notices = notices;
    this.interval = interval;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "10s", fixedDelayString = "5s")
  void look() {
    if (!clock.instant().isBefore(next) && working.compareAndSet(false, true)) {
      Thread.ofVirtual().name("certificate-notices").start(this::run);
    }
  }

  private void run() {
    try {
      Optional<String> trouble = notices.fetch();
      notices.mail();
      rest(trouble);
    } catch (DataAccessException | TransactionException e) {
      rest(Optional.of("the database failed: " + e.getClass().getSimpleName()));
    } finally {
      working.set(false);
    }
  }

  private void rest(Optional<String> trouble) {
    trouble.ifPresentOrElse(
        reason -> {
          if (failures == 0) {
            LOG.warn("Notices of certificates that end are not fetched; {}", reason);
          }
          failures = failures + 1;
        },
        () -> {
          if (failures > 0) {
            LOG.info("Notices of certificates that end are fetched again");
          }
          failures = 0;
        });
    next = clock.instant().plus(rest(failures, interval));
  }

  /** After this many failures in a row. */
  static Duration rest(int failures, Duration interval) {
    if (failures == 0) {
      return interval;
    }
    Duration doubled = FIRST_REST.multipliedBy(1L << Math.min(failures - 1, LONGEST_DOUBLING));
    return doubled.compareTo(interval) < 0 ? doubled : interval;
  }
}
