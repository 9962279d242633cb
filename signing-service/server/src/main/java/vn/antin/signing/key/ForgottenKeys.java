package vn.antin.signing.key;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.antin.signing.token.Token;

/**
 * Lets go of unwrapped copies that any node asked to forget. Asked every second on a thread of its
 * own, because five seconds is the promise; when the database does not answer, everything goes.
 */
final class ForgottenKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenKeys.class);

  /** Far longer than a transaction that asks to forget takes to commit. */
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** A call that had read the row before puts it back within the patience of a token. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** Far longer than a token takes: another node may be making a key while this one starts. */
  private static final Duration LONGEST_MAKING = Duration.ofMinutes(10);

  private static final int FAILURES = 3;

  private final KeyRepository repository;
  private final KnownKeys known;
  private final Tokens tokens;
  private final InstantSource time;
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keys-forgotten").factory());
  private Map<UUID, Instant> seen = new HashMap<>();
  private int failures;

  ForgottenKeys(KeyRepository repository, KnownKeys known, Tokens tokens, InstantSource time) {
    this.repository = repository;
    this.known = known;
    this.tokens = tokens;
    this.time = time;
  }

  void start() {
    asking.execute(this::report);
    var _ = asking.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.SECONDS);
    var _ = asking.scheduleWithFixedDelay(this::tidy, 5, 60, TimeUnit.MINUTES);
  }

  /** What a crash left half made is told once, and never tried again. */
  private void report() {
    try {
      for (var label : repository.unfinished(time.instant().minus(LONGEST_MAKING))) {
        LOG.warn(
            "The making of key {} was begun and never ended; a token may hold what became of it",
            label);
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Unfinished keys cannot be told: {}", e.getMessage());
    }
  }

  private void ask() {
    try {
      var now = new HashMap<UUID, Instant>();
      for (var each : repository.forgottenWithin(WINDOW)) {
        var since = seen.getOrDefault(each.id(), time.instant());
        now.put(each.id(), since);
        if (time.instant().isBefore(since.plus(AGAIN))) {
          known.forget(each.label());
          tokens.forEachOpen(token -> token.forget(each.label()));
        }
      }
      seen = now;
      failures = 0;
    } catch (RuntimeException e) { // one that escaped would be the last
      failures++;
      if (failures == FAILURES) {
        LOG.warn("Copies of keys are given up, the database does not answer: {}", e.getMessage());
      }
      if (failures >= FAILURES) {
        known.forgetAll();
        tokens.forEachOpen(Token::forgetAll);
      }
    }
  }

  private void tidy() {
    try {
      repository.dropForgottenBefore(WINDOW.multipliedBy(2));
    } catch (RuntimeException e) { // one that escaped would be the last
      LOG.debug("Old lines about forgotten keys stay: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
