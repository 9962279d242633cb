package vn.antin.signing.certificate.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.token.KeyLabel;

/**
 * Destroys the keys of credentials that were revoked, and what is left of those that never came to
 * be. A token that is away is asked again, later and later; after about fifty days somebody has to
 * look. On a thread of its own, because tokens may keep it waiting; several nodes may do so at
 * once.
 */
final class EndedKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EndedKeys.class);

  /** What had begun to use the key when its credential was revoked ends within seconds. */
  static final Duration GRACE = Duration.ofMinutes(1);

  static final int MOST_ATTEMPTS = 200;
  private static final int BATCH = 50;

  private final EndedKeyRepository repository;
  private final Predicate<KeyLabel> destroyer;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final ScheduledExecutorService working =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ended-keys").factory());

  /**
   * A sweeper.
   *
   * @param destroyer destroys a key wherever it is; false when there was none
   */
  EndedKeys(
      EndedKeyRepository repository,
      Predicate<KeyLabel> destroyer,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.destroyer = destroyer;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  void start() {
    var _ = working.scheduleWithFixedDelay(this::work, 5, 10, TimeUnit.SECONDS);
  }

  private void work() {
    try {
      sweep();
    } catch (RuntimeException e) { // one that escaped would be the last
      LOG.debug("Destroying keys waits: {}", e.getMessage());
    }
  }

  /** Tries what is due once. */
  void sweep() {
    List<EndedKeyRepository.Ended> due =
        transaction.execute(_ -> {
          var taken = repository.take(time.instant(), GRACE, MOST_ATTEMPTS, BATCH);
          for (var each : taken) {
            if (each.revoked() && each.attempts() == 1) {
              record("certificate.key-destruction-intended", each.id(), Map.of());
            }
          }
          return taken;
        });
    for (var each : due == null ? List.<EndedKeyRepository.Ended>of() : due) {
      destroy(each);
    }
  }

  private void destroy(EndedKeyRepository.Ended ended) {
    boolean found;
    try {
      found = destroyer.test(new KeyLabel(Credentials.keyLabel(ended.id())));
    } catch (RuntimeException e) {
      failed(ended, e);
      return;
    }
    transaction.executeWithoutResult(_ -> {
      if (repository.destroyed(ended.id(), time.instant()) && (found || ended.revoked())) {
        record("certificate.key-destroyed", ended.id(), Map.of("found", Boolean.toString(found)));
      }
    });
  }

  private void failed(EndedKeyRepository.Ended ended, RuntimeException why) {
    if (ended.attempts() < MOST_ATTEMPTS) {
      LOG.warn("The key of credential {} is not destroyed yet: {}", ended.id(), why.getMessage());
      return;
    }
    LOG.error(
        "The key of credential {} could not be destroyed and is not tried again: {}",
        ended.id(),
        why.getMessage());
    transaction.executeWithoutResult(
        _ -> record("certificate.key-not-destroyed", ended.id(), Map.of()));
  }

  private void record(String type, CredentialId id, Map<String, String> facts) {
    audit.append(new AuditEvent(type, "schedule", id.toString(), facts, Map.of()));
  }

  @Override
  public void close() {
    working.shutdownNow();
  }
}
