package vn.antin.signing.submission;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
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
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;

/**
 * Lets documents of completed requests go some time after the application has fetched them, with
 * all versions in between: what is not here cannot leak. What another open request or a result of a
 * dossier needs stays until it expires.
 */
final class Releases {
  private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
  private static final int AT_ONCE = 200;

  private record Fetched(UUID submission, int position, String client) {}

  private final JdbcClient sql;
  private final Documents documents;
  private final TransactionOperations transaction;
  private final Duration keep;
  private final InstantSource time;

  Releases(
      JdbcClient sql,
      Documents documents,
      TransactionOperations transaction,
      Duration keep,
      InstantSource time) {
    this.sql = sql;
    this.documents = documents;
    this.transaction = transaction;
    this.keep = keep;
    this.time = time;
  }

  /** The application has all bytes of this version; only the last one of all counts. */
  void fetched(UUID submission, SubmissionRepository.Latest document) {
    sql.sql(
            """
            UPDATE submission_document AS document SET fetched_at = :now FROM submission
            WHERE submission.id = submission_id AND submission.state = 'completed'
              AND submission_id = :submission AND document_id = :document
              AND latest_id = :latest AND fetched_at IS NULL
            """)
        .param("now", time.instant().atOffset(UTC))
        .param("submission", submission)
        .param("document", document.document())
        .param("latest", document.latest())
        .update();
  }

  @Scheduled(fixedDelayString = "60s", initialDelayString = "20s")
  void release() {
    try {
      while (some() == AT_ONCE) {
        LOG.debug("{} fetched documents were released", AT_ONCE);
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Releases wait for the database: {}", e.getMessage());
    }
  }

  private int some() {
    var fetched =
        sql.sql(
                """
                SELECT submission_id, position, client_id FROM submission_document
                JOIN submission ON submission.id = submission_id
                WHERE fetched_at <= :before AND released_at IS NULL
                ORDER BY fetched_at LIMIT :most
                """)
            .param("before", time.instant().minus(keep).atOffset(UTC))
            .param("most", AT_ONCE)
            .query((row, _) ->
                new Fetched(row.getObject(1, UUID.class), row.getInt(2), row.getString(3)))
            .list();
    fetched.forEach(each -> transaction.executeWithoutResult(_ -> release(each)));
    return fetched.size();
  }

  private void release(Fetched fetched) {
    for (var version : versions(fetched)) {
      documents.delete(Submission.owner(fetched.client()), new DocumentId(version));
    }
    sql.sql(
            """
            UPDATE submission_document SET released_at = :now
            WHERE submission_id = :submission AND position = :position AND released_at IS NULL
            """)
        .param("now", time.instant().atOffset(UTC))
        .param("submission", fetched.submission())
        .param("position", fetched.position())
        .update();
  }

  private List<UUID> versions(Fetched fetched) {
    return sql.sql(
            """
            WITH version (id) AS (
              SELECT unnest(ARRAY[document_id, latest_id]) FROM submission_document
              WHERE submission_id = :submission AND position = :position
              UNION
              SELECT signature.document_id FROM submission_signature AS signature
              JOIN submission_step AS step ON step.id = signature.step_id
              WHERE step.submission_id = :submission AND signature.position = :position
                AND signature.document_id IS NOT NULL)
            SELECT id FROM version
            WHERE NOT EXISTS (SELECT FROM submission_document AS other
                JOIN submission ON submission.id = other.submission_id
                WHERE submission.client_id = :client AND other.submission_id <> :submission
                  AND other.released_at IS NULL AND submission.ended_at IS NULL
                  AND version.id IN (other.document_id, other.latest_id))
              AND NOT EXISTS (SELECT FROM dossier_result AS result
                WHERE result.submission_id = :submission OR (result.client_id = :client
                  AND version.id IN (result.source_id, result.document_id)))
            """)
        .param("submission", fetched.submission())
        .param("position", fetched.position())
        .param("client", fetched.client())
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }
}
