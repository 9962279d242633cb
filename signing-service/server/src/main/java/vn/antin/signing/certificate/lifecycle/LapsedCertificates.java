package vn.antin.signing.certificate.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Looks for certificates that lapsed as often as the copy of people is fed; any node does. */
final class LapsedCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(LapsedCertificates.class);

  private final Lifecycle lifecycle;

  LapsedCertificates(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Scheduled(fixedDelayString = "${antin.people.interval:5s}", initialDelayString = "2s")
  void suspend() {
    try {
      var suspended = lifecycle.suspendLapsed();
      if (suspended > 0) {
        LOG.info("{} certificates no longer fit their holders and were suspended.", suspended);
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Looking for lapsed certificates waits for the database: {}", e.getMessage());
    }
  }
}
