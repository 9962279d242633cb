package vn.antin.signing.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.signature.ParametersForm;

/** Steps as the official sees them whose they are or were. */
final class InboxRepository {
  /** A step with what is shown of its submission. */
  record Row(
      UUID id,
      UUID submission,
      String title,
      String application,
      String applicationName,
      @Nullable String profile,
      int order,
      int documents,
      long pages,
      @Nullable UUID sealOf,
      ParametersForm parameters,
      Instant deadline,
      String state,
      boolean mine,
      @Nullable String delegatedTo,
      @Nullable Instant receivedAt,
      @Nullable Instant decidedAt,
      @Nullable String decision) {}

  /** A document as the step finds it. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one answer and is never compared
  record DocumentRow(
      int position,
      UUID document,
      UUID latest,
      String title,
      @Nullable String number,
      @Nullable String notation,
      String name,
      long size,
      int pages,
      byte[] hash) {}

  /** Who signed before. */
  record SignerRow(@Nullable UUID official, @Nullable String name, int order, Instant at) {}

  private static final String COLUMNS =
      """
      SELECT step.id, submission_id, submission.title, submission.client_id,
        coalesce(submission.client_name, submission.client_id) AS client_name,
        submission.profile, ord,
        submission.documents, unit_id, step.parameters,
        least(step.deadline, submission.deadline) AS last_day, step.state,
        step.official_id = :me AS mine, official.display_name, received_at, decided_at,
        coalesce(decision_reason, end_reason) AS decision,
        (SELECT sum(pages) FROM submission_document AS document
          WHERE document.submission_id = submission.id) AS pages
      FROM submission_step AS step
      JOIN submission ON submission.id = submission_id
      LEFT JOIN official ON official.id = step.official_id
      """;

  private static final String MINE =
      """
      WHERE (step.official_id = :me OR EXISTS (SELECT FROM submission_step_former AS former
          WHERE former.step_id = step.id AND former.official_id = :me))
        AND step.state <> 'pending'
      """;

  private static final String WAITING =
      "(step.official_id = :me AND step.state IN ('waiting', 'approved', 'signing', 'unknown'))";

  private final JdbcClient sql;

  InboxRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** What waits, the longest first; or what is done, the latest first. */
  List<Row> list(
      OfficialId official,
      boolean waiting,
      @Nullable String query,
      @Nullable UUID after,
      int limit) {
    var moment = waiting ? "received_at" : "coalesce(decided_at, received_at)";
    return sql.sql(
            COLUMNS
                + MINE
                + " AND "
                + (waiting ? "" : "NOT ")
                + WAITING
                + """
                 AND (:query::text IS NULL
                    OR position(lower(:query) IN lower(submission.title)) > 0
                    OR EXISTS (SELECT FROM submission_document AS document
                      WHERE document.submission_id = submission.id
                        AND position(lower(:query) IN lower(
                          concat_ws(' ', document.title, document.number, document.notation))) > 0))
                  AND (:after::uuid IS NULL OR (%1$s, step.id) %2$s (
                    SELECT %1$s, id FROM submission_step WHERE id = :after))
                ORDER BY %1$s %3$s, step.id %3$s LIMIT :limit
                """
                    .formatted(moment, waiting ? ">" : "<", waiting ? "ASC" : "DESC"))
        .param("me", official.value())
        .param("query", query)
        .param("after", after)
        .param("limit", limit)
        .query(InboxRepository::row)
        .list();
  }

  long waiting(OfficialId official) {
    return sql.sql("SELECT count(*) FROM submission_step AS step WHERE " + WAITING)
        .param("me", official.value())
        .query(Long.class)
        .single();
  }

  Optional<Row> find(OfficialId official, UUID step) {
    return sql.sql(COLUMNS + MINE + " AND step.id = :id")
        .param("me", official.value())
        .param("id", step)
        .query(InboxRepository::row)
        .optional();
  }

  List<DocumentRow> documents(UUID submission, int from, int count) {
    return sql.sql(
            """
            SELECT position, document_id, latest_id, title, number, notation, name, size, pages,
              latest_hash
            FROM submission_document
            WHERE submission_id = :id AND position >= :from ORDER BY position LIMIT :count
            """)
        .param("id", submission)
        .param("from", from)
        .param("count", count)
        .query((row, _) ->
            new DocumentRow(
                row.getInt("position"),
                row.getObject("document_id", UUID.class),
                row.getObject("latest_id", UUID.class),
                row.getString("title"),
                row.getString("number"),
                row.getString("notation"),
                row.getString("name"),
                row.getLong("size"),
                row.getInt("pages"),
                row.getBytes("latest_hash")))
        .list();
  }

  List<SignerRow> signers(UUID submission) {
    return sql.sql(
            """
            SELECT official_id, display_name, ord, decided_at FROM submission_step
            LEFT JOIN official ON official.id = official_id
            WHERE submission_id = :id AND state = 'signed' ORDER BY decided_at, ord
            """)
        .param("id", submission)
        .query((row, _) ->
            new SignerRow(
                row.getObject("official_id", UUID.class),
                row.getString("display_name"),
                row.getInt("ord"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    var mine = row.getBoolean("mine");
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("submission_id", UUID.class),
        row.getString("title"),
        row.getString("client_id"),
        row.getString("client_name"),
        row.getString("profile"),
        row.getInt("ord"),
        row.getInt("documents"),
        row.getLong("pages"),
        row.getObject("unit_id", UUID.class),
        SubmissionRepository.parameters(row),
        row.getObject("last_day", OffsetDateTime.class).toInstant(),
        row.getString("state"),
        mine,
        mine ? null : row.getString("display_name"),
        SubmissionRepository.instant(row, "received_at"),
        SubmissionRepository.instant(row, "decided_at"),
        row.getString("decision"));
  }
}
