package vn.antin.signing.authority;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/**
 * Reports serial numbers whose certificate was intended by a node that went away. Nothing is signed
 * again: somebody looks, and revokes the number when in doubt.
 */
final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Ledger ledger;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final AtomicLong unknown = new AtomicLong();

  Reconciliation(
      Ledger ledger,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
    Gauge.builder("antin.authority.certificates.unknown", unknown, AtomicLong::get)
        .description("serial numbers of which nobody knows whether a certificate came to be")
        .register(meters);
  }

  @Scheduled(fixedDelayString = "10s", initialDelayString = "2s")
  void look() {
    try {
      transaction.executeWithoutResult(_ -> {
        for (var open : ledger.giveUp(time.instant().minus(LONGEST))) {
          LOG.error(
              "The outcome of certificate {} of {} is unknown",
              open.serialNumber(),
              open.authority());
          audit.append(
              new AuditEvent(
                  "authority.certificate-unknown",
                  "schedule",
                  open.serialNumber(),
                  Map.of("authority", open.authority(), "profile", open.profile()),
                  Map.of()));
        }
      });
      unknown.set(ledger.unknown());
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Reconciliation waits for the database: {}", e.getMessage());
    }
  }
}
