package vn.antin.signing.submission;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.problem.SigningException;

/**
 * Carries over from the ledger of hashes what was signed, moves steps on, ends what expired, and
 * hands steps of posts to who holds them now. Each look repeats what a crash left undone; doing one
 * twice changes nothing.
 */
final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final int AT_ONCE = 200;
  private static final Duration POSTS_EVERY = Duration.ofMinutes(1);

  private final JdbcClient sql;
  private final StepRepository repository;
  private final Progress progress;
  private final Steps steps;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private String copySeen = "";
  private Instant postsDue = Instant.EPOCH;

  Following(
      JdbcClient sql,
      StepRepository repository,
      Progress progress,
      Steps steps,
      TransactionOperations transaction,
      InstantSource time) {
    this.sql = sql;
    this.repository = repository;
    this.progress = progress;
    this.steps = steps;
    this.transaction = transaction;
    this.time = time;
  }

  @Scheduled(fixedDelayString = "${antin.signing-requests.interval:1s}", initialDelayString = "1s")
  void look() {
    try {
      progress.spent(AT_ONCE).forEach(id -> each(id, () -> progress.follow(id)));
      expired().forEach(id -> each(id, () -> expire(id)));
      lookAtPosts();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Signing requests wait for the database: {}", e.getMessage());
    }
  }

  /** Who holds a post changes with the copy of people, or with the day. */
  private void lookAtPosts() {
    var copy =
        sql.sql("SELECT coalesce(position, '') || ' ' || round FROM people_feed")
            .query((row, _) -> row.getString(1))
            .single();
    var now = time.instant();
    if (!copy.equals(copySeen) || !now.isBefore(postsDue)) {
      byPost().forEach(id -> each(id, () -> steps.reassign(id, time.instant())));
      copySeen = copy;
      postsDue = now.plus(POSTS_EVERY);
    }
  }

  private void each(UUID submission, Runnable work) {
    try {
      transaction.executeWithoutResult(_ -> {
        if (!repository.lock(List.of(submission)).isEmpty()) {
          work.run();
        }
      });
    } catch (SigningException e) {
      LOG.debug("Signing request {} waits: {}", submission, e.getMessage());
    }
  }

  private List<UUID> expired() {
    return sql.sql(
            """
            SELECT id FROM submission WHERE ended_at IS NULL AND (deadline <= :now
              OR EXISTS (SELECT FROM submission_step AS step WHERE step.submission_id = submission.id
                AND step.deadline <= :now AND step.state IN ('pending', 'waiting')))
            LIMIT :most
            """)
        .param("now", time.instant().atOffset(UTC))
        .param("most", AT_ONCE)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  private List<UUID> byPost() {
    return sql.sql(
            """
            SELECT DISTINCT submission_id FROM submission_step
            WHERE state = 'waiting' AND target_kind <> 'official' AND delegated_from IS NULL
            """)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  private void expire(UUID submission) {
    steps.end(submission, "expired", null, null, time.instant());
  }
}
