package vn.antin.signing.vgca;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Forgets jobs that came to nothing, a week after they have expired. */
final class VgcaKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(VgcaKeeper.class);
  private static final Duration KEPT = Duration.ofDays(7);

  private final VgcaRepository repository;
  private final InstantSource time;

  VgcaKeeper(VgcaRepository repository, InstantSource time) {
    this.repository = repository;
    this.time = time;
  }

  @Scheduled(initialDelayString = "PT4M", fixedDelayString = "PT10M")
  void forgetOld() {
    try {
      repository.forgetOld(time.instant().minus(KEPT));
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Old jobs wait for the database: {}", e.getMessage());
    }
  }
}
