package vn.antin.signing.request;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.Attempt;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;

/**
 * After a crash: what was reserved is finished without asking again, what was being signed becomes
 * unknown. Any node does it for any other, once the other's lease ran out.
 */
final class CrashRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(CrashRecovery.class);

  private final RequestRepository repository;
  private final Grants grants;
  private final Credentials credentials;
  private final SigningRun run;
  private final SigningTrail trail;
  private final TransactionOperations transaction;
  private final AtomicLong unknown;

  CrashRecovery(
      RequestRepository repository,
      Grants grants,
      Credentials credentials,
      SigningRun run,
      SigningTrail trail,
      TransactionOperations transaction,
      AtomicLong unknown) {
    this.repository = repository;
    this.grants = grants;
    this.credentials = credentials;
    this.run = run;
    this.trail = trail;
    this.transaction = transaction;
    this.unknown = unknown;
  }

  @Scheduled(fixedDelayString = "5s", initialDelayString = "2s")
  void recover() {
    try {
      giveUp();
      finishReserved();
      unknown.set(grants.countUnknown());
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Recovery waits for the database: {}", e.getMessage());
    }
  }

  private void giveUp() {
    transaction.executeWithoutResult(_ -> {
      for (var attempt : grants.giveUp()) {
        LOG.error("The outcome of a signature is unknown: grant {}", attempt.grant());
        trail.unknown(
            attempt, attempt.hashes().getFirst(), official(attempt), "its node went away");
      }
    });
  }

  private void finishReserved() {
    for (var next = grants.takeOver(); next.isPresent(); next = grants.takeOver()) {
      var attempt = next.get();
      try {
        run.sign(work(attempt)).orThrow();
        LOG.info("Finished what a crash had left reserved: grant {}", attempt.grant());
      } catch (RuntimeException e) {
        LOG.warn("Reserved documents of grant {} wait: {}", attempt.grant(), e.getMessage());
      }
    }
  }

  private SigningRun.Work work(Attempt attempt) {
    var request = repository.find(attempt.request()).orElseThrow();
    var official = official(attempt);
    var credential =
        credentials
            .usableBy(official, request.credential())
            .orElseThrow(
                () -> Problem.CREDENTIAL_NOT_USABLE.because("credential " + request.credential()));
    return new SigningRun.Work(attempt, request, credential, official);
  }

  private OfficialId official(Attempt attempt) {
    return grants.official(attempt.grant()).orElseThrow();
  }
}
