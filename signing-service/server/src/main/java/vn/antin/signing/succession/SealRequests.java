package vn.antin.signing.succession;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/** Drafts requests for successors' seals as the copy of the tree learns of them; any node does. */
final class SealRequests {
  private static final Logger LOG = LoggerFactory.getLogger(SealRequests.class);

  private final SuccessionRepository repository;
  private final AuditLog audit;
  private final TransactionOperations transaction;

  SealRequests(SuccessionRepository repository, AuditLog audit, TransactionOperations transaction) {
    this.repository = repository;
    this.audit = audit;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelayString = "${antin.people.interval:5s}", initialDelayString = "2s")
  void draft() {
    try {
      transaction.executeWithoutResult(_ -> {
        var drafted = repository.draft();
        if (drafted > 0) {
          audit.append(
              new AuditEvent(
                  "seal-request.drafted",
                  "schedule",
                  null,
                  Map.of("requests", Integer.toString(drafted)),
                  Map.of()));
        }
      });
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Drafting of seal requests waits for the database: {}", e.getMessage());
    }
  }
}
