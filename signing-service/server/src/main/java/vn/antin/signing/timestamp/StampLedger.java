package vn.antin.signing.timestamp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditException;
import vn.antin.audit.AuditLog;

/**
 * Where serial numbers come from. A block is written down and audited before its first number is
 * used, its counts every few seconds, and its end with the counts again when it is an hour old,
 * used up or belongs to a key no longer in use. Thread-safe.
 */
final class StampLedger implements AutoCloseable {
  static final long NUMBERS = 1_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(StampLedger.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** Four times longer than a living node is silent about a block. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final StampBlockRepository repository;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final ReentrantLock opening = new ReentrantLock();
  private final Set<StampBlock> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable StampBlock current;

  StampLedger(
      StampBlockRepository repository,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /**
   * The next number for this key.
   *
   * @throws DataAccessException when a block is needed and cannot be written now
   */
  StampBlock.SerialNumber next(UUID key) {
    while (true) {
      var block = usable(key);
      if (block == null) {
        opening.lock();
        try {
          block = usable(key);
          if (block == null) {
            block = begin(key);
            current = block;
          }
        } finally {
          opening.unlock();
        }
      }
      var number = block.next();
      if (number.isPresent()) {
        return number.get();
      }
      retire(block);
    }
  }

  private @Nullable StampBlock usable(UUID key) {
    var block = current;
    return block != null && block.key().equals(key) && !old(block) ? block : null;
  }

  private boolean old(StampBlock block) {
    return Duration.between(block.opened(), time.instant()).abs().compareTo(LIFETIME) > 0;
  }

  private void retire(StampBlock block) {
    opening.lock();
    try {
      if (current == block) {
        current = null;
      }
    } finally {
      opening.unlock();
    }
  }

  private StampBlock begin(UUID key) {
    var id = RANDOM.nextLong(1, Long.MAX_VALUE);
    var block = new StampBlock(id, key, NUMBERS, time.instant());
    transaction.executeWithoutResult(_ -> {
      repository.add(block);
      record(
          "time-stamp.block-opened",
          id,
          Map.of("key", key.toString(), "numbers", Long.toString(NUMBERS)));
    });
    open.add(block);
    return block;
  }

  /** Writes down how far this node has come, and ends blocks that are done. */
  void flush() {
    for (var block : open) {
      var last = current;
      if (block == last && old(block)) {
        retire(block);
        last = current;
      }
      var count = block.count();
      if (block != last && count.settled()) {
        end(block);
      } else {
        repository.progress(block, count, time.instant());
      }
    }
  }

  private void end(StampBlock block) {
    var count = block.count();
    transaction.executeWithoutResult(_ -> {
      repository.close(block, count, time.instant());
      record("time-stamp.block-closed", block.id(), facts(count));
    });
    open.remove(block);
  }

  /** Reports blocks whose node is gone: up to which number it came is known, no more. */
  void reconcile() {
    transaction.executeWithoutResult(_ -> {
      for (var left : repository.abandon(time.instant().minus(SILENCE), time.instant())) {
        record("time-stamp.block-abandoned", left.id(), facts(left.count()));
        LOG.warn(
            "A node is gone that stamped under block {}: at least {} of its numbers were used.",
            Long.toHexString(left.id()),
            left.count().begun());
      }
    });
  }

  /** Ends what can be ended; what is under way then is reported by who starts next. */
  @Override
  public void close() {
    current = null;
    try {
      flush();
    } catch (DataAccessException | TransactionException | AuditException e) {
      LOG.warn("Blocks of time-stamps could not be closed: {}", e.getMessage());
    }
  }

  private void record(String type, long id, Map<String, String> facts) {
    audit.append(
        new AuditEvent(type, "time-stamp-authority", Long.toHexString(id), facts, Map.of()));
  }

  private static Map<String, String> facts(StampBlock.Count count) {
    return Map.of(
        "begun", Long.toString(count.begun()),
        "made", Long.toString(count.made()),
        "unknown", Long.toString(count.unknown()));
  }
}
