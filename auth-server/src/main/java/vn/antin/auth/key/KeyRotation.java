package vn.antin.auth.key;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/**
 * Makes the first key of an algorithm, always has the next one ready, erases retired private parts.
 * A lock in the database makes nodes take turns, and whoever comes second finds nothing left to do.
 */
@Component
final class KeyRotation {
  /** Nodes look at the table every minute; after this long none signs with the old key. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final KeyTable table;
  private final KeyHolders holders;
  private final KeyProperties properties;
  private final TransactionOperations transactions;
  private final AuditLog audit;
  private final InstantSource clock;

  KeyRotation(
      KeyTable table,
      KeyHolders holders,
      KeyProperties properties,
      TransactionOperations transactions,
      AuditLog audit,
      InstantSource clock) {
    this.table = table;
    this.holders = holders;
    this.properties = properties;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Brings the keys of these algorithms up to date. */
  void rotate(Set<TokenAlgorithm> algorithms) {
    transactions.executeWithoutResult(status -> {
      table.lock();
      Instant now = clock.instant();
      List<StoredKey> known = table.readAll();
      algorithms.stream()
          .sorted()
          .forEach(algorithm ->
              rotate(
                  algorithm,
                  known.stream().filter(key -> key.algorithm() == algorithm).toList(),
                  now));
      for (String kid : table.over(now.minus(SETTLED))) {
        if (table.retire(kid)) {
          audit.append(new AuditEvent("oauth2.key-retired", null, kid, Map.of(), Map.of()));
        }
      }
    });
  }

  private void rotate(TokenAlgorithm algorithm, List<StoredKey> known, Instant now) {
    List<StoredKey> here =
        known.stream().filter(key -> key.holder().equals(holders.current().column())).toList();
    if (here.isEmpty()) {
      // A key of another holder signs on until this one has been published long enough.
      Instant first = known.isEmpty() ? now : now.plus(properties.lead());
      create(algorithm, first, now);
      create(algorithm, first.plus(properties.rotation()), now);
      return;
    }
    Instant newest = here.getLast().signsFrom();
    if (!newest.isAfter(now)) {
      create(
          algorithm, later(newest.plus(properties.rotation()), now.plus(properties.lead())), now);
    }
  }

  private void create(TokenAlgorithm algorithm, Instant signsFrom, Instant now) {
    String kid = table.create(algorithm, signsFrom, now);
    audit.append(
        new AuditEvent(
            "oauth2.key-created",
            null,
            kid,
            Map.of(
                "algorithm",
                algorithm.jose(),
                "holder",
                holders.current().column(),
                "signsFrom",
                signsFrom.toString()),
            Map.of()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
