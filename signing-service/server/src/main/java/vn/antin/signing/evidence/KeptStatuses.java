package vn.antin.signing.evidence;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Keeps, soon after a signature, what the responder says of its certificate. */
final class KeptStatuses {
  private static final Logger LOG = LoggerFactory.getLogger(KeptStatuses.class);

  /** Longer than a pause of all nodes for an update; what was kept once is not kept twice. */
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  private final EvidenceRepository repository;
  private final InstantSource time;

  KeptStatuses(EvidenceRepository repository, InstantSource time) {
    this.repository = repository;
    this.time = time;
  }

  @Scheduled(fixedDelayString = "1m", initialDelayString = "20s")
  void keep() {
    try {
      repository.keepStatuses(time.instant().minus(LOOK_BACK));
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Keeping statuses waits for the database: {}", e.getMessage());
    }
  }
}
