package vn.antin.signing.certificate.expiry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.people.People;

/** Writes the notices, the nearest stage first; any node does. */
final class ExpiryWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);

  private final NoticeRepository repository;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final List<Duration> stages;
  private final InstantSource time;

  ExpiryWarnings(
      NoticeRepository repository,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      ExpiryProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.stages = properties.warnings().stream().sorted(Comparator.naturalOrder()).toList();
    this.time = time;
  }

  @Scheduled(
      fixedDelayString = "${antin.certificate-expiry.interval:10m}",
      initialDelayString = "6s")
  void warn() {
    try {
      if (people.stale()) {
        return;
      }
      for (var stage : stages) {
        transaction.executeWithoutResult(_ -> write(stage));
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Warnings wait for the database: {}", e.getMessage());
    }
  }

  private void write(Duration stage) {
    var written = repository.write(stage, time.instant());
    if (written > 0) {
      audit.append(
          new AuditEvent(
              "certificate.expiry-told",
              "schedule",
              null,
              Map.of("days", Long.toString(stage.toDays()), "notices", Integer.toString(written)),
              Map.of()));
    }
  }
}
