package vn.antin.auth.key;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/**
 * Makes the first key, always has the next one ready, erases retired private parts. Runs on every
 * node at start and hourly; a lock in the database makes them take turns, and whoever comes second
 * finds nothing left to do.
 */
@Component
final class KeyRotation implements SmartInitializingSingleton {
  /** Nodes look at the table every minute; after this long none signs with the old key. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final KeyTable table;
  private final SigningKeys keys;
  private final KeyProperties properties;
  private final TransactionOperations transactions;
  private final AuditLog audit;
  private final InstantSource clock;

  KeyRotation(
      KeyTable table,
      SigningKeys keys,
      KeyProperties properties,
      TransactionOperations transactions,
      AuditLog audit,
      InstantSource clock) {
    this.table = table;
    this.keys = keys;
    this.properties = properties;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    rotate();
  }

  @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
  void rotate() {
    transactions.executeWithoutResult(status -> {
      table.lock();
      Instant now = clock.instant();
      List<StoredKey> known = table.readAll();
      if (known.isEmpty()) {
        create(now, now);
        create(now.plus(properties.rotation()), now);
      } else {
        Instant newest = known.getLast().signsFrom();
        if (!newest.isAfter(now)) {
          create(later(newest.plus(properties.rotation()), now.plus(properties.lead())), now);
        }
      }
      for (String kid : table.retire(now.minus(SETTLED))) {
        audit.append(new AuditEvent("oauth2.key-retired", null, kid, Map.of(), Map.of()));
      }
    });
    keys.refresh();
  }

  private void create(Instant signsFrom, Instant now) {
    String kid = table.create(signsFrom, now);
    audit.append(
        new AuditEvent(
            "oauth2.key-created", null, kid, Map.of("signsFrom", signsFrom.toString()), Map.of()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
