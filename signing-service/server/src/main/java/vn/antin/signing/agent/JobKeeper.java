package vn.antin.signing.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import vn.antin.audit.AuditException;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.TokenException;

/** What happens to jobs and their keys by itself. */
final class JobKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);

  private final JobKeys keys;
  private final Values values;

  JobKeeper(JobKeys keys, Values values) {
    this.keys = keys;
    this.values = values;
  }

  @Scheduled(fixedDelayString = "5s", initialDelayString = "3s")
  void finish() {
    attempt(values::expire);
    attempt(() -> {
      for (var left = 100; left > 0 && values.finishOne(); left--) {
        LOG.debug("Finished or put off what was left of a job");
      }
    });
  }

  @Scheduled(fixedDelayString = "10m", initialDelayString = "20s")
  void keepKeys() {
    attempt(keys::keep);
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (DataAccessException
        | TransactionException
        | AuditException
        | TokenException
        | SigningException e) {
      LOG.warn("Jobs of token agents wait: {}", e.getMessage());
    }
  }
}
