package vn.antin.signing.timestamp;

import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import vn.antin.audit.AuditException;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.timestamp.clock.ClockWatch;
import vn.antin.signing.token.TokenException;

/**
 * The work behind the stamps. Fixed rates run beside each other, so a slow time source or token
 * holds nobody else's job up.
 */
final class TimeStampKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(TimeStampKeeper.class);

  private final StampKeys keys;
  private final StampLedger ledger;
  private final ClockWatch clock;
  private final ReentrantLock keeping = new ReentrantLock();

  TimeStampKeeper(StampKeys keys, StampLedger ledger, ClockWatch clock) {
    this.keys = keys;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Scheduled(fixedRateString = "1s")
  void watchClock() throws InterruptedException {
    clock.tick();
  }

  @Scheduled(fixedRateString = "10s", initialDelayString = "1s")
  void keep() {
    if (!keeping.tryLock()) {
      return;
    }
    try {
      // Each by itself: a token that is away must not make this node look gone.
      attempt(ledger::flush);
      attempt(ledger::reconcile);
      attempt(keys::keep);
    } finally {
      keeping.unlock();
    }
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (DataAccessException
        | TransactionException
        | AuditException
        | TokenException
        | SigningException e) {
      LOG.warn("Keys or blocks of time-stamps wait: {}", e.getMessage());
    }
  }
}
