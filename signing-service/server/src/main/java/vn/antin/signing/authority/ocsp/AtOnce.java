package vn.antin.signing.authority.ocsp;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditException;
import vn.antin.audit.AuditLog;

/**
 * The use of keys at the question, in blocks of a minute: told before the first answer of a block,
 * counted after the last. A block without an end is of a node that went away. Thread-safe.
 */
final class AtOnce implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AtOnce.class);

  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final ReentrantLock lock = new ReentrantLock();
  private long begun;

  AtOnce(AuditLog audit, TransactionOperations transaction) {
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * To be called before each answer.
   *
   * @throws DataAccessException or another when the block cannot be told: then nothing is signed
   */
  void begin() {
    lock.lock();
    try {
      if (begun == 0) {
        record("authority.ocsp-at-once-intended", Map.of());
      }
      begun++;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the block; one that cannot be told stays open. */
  @Scheduled(fixedDelayString = "60s", initialDelayString = "60s")
  void tell() {
    lock.lock();
    try {
      if (begun > 0) {
        record("authority.ocsp-answered-at-once", Map.of("answers", Long.toString(begun)));
        begun = 0;
      }
    } catch (DataAccessException | TransactionException | AuditException e) {
      LOG.warn("{} answers signed at once are not in the audit log yet: {}", begun, e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    tell();
  }

  private void record(String type, Map<String, String> facts) {
    transaction.executeWithoutResult(
        _ -> audit.append(new AuditEvent(type, "question", null, facts, Map.of())));
  }
}
