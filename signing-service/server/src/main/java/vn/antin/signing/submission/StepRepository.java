package vn.antin.signing.submission;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.request.Batches;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.signature.SigningParameters;

/** Steps and their moves. The caller's transaction holds the lock on the submission. */
final class StepRepository {
  /**
   * A step as it stands.
   *
   * @param request the batch in which it is to be approved, unless that was withdrawn
   */
  record Row(
      UUID id,
      UUID submission,
      String client,
      String title,
      int order,
      String targetKind,
      UUID targetId,
      @Nullable UUID sealOf,
      ParametersForm parameters,
      String state,
      @Nullable OfficialId official,
      @Nullable UUID delegatedFrom,
      @Nullable UUID request,
      @Nullable Instant heldUntil) {
    /** Whether the official may still decide about it. */
    boolean open() {
      return state.equals("waiting") || state.equals("signing") || state.equals("unknown");
    }
  }

  private static final String SELECT =
      """
      SELECT step.id, submission_id, submission.client_id, submission.title, ord, target_kind,
        target_id, unit_id, step.parameters, step.state, step.official_id,
        delegated_from, request.id AS request_id, held_until
      FROM submission_step AS step
      JOIN submission ON submission.id = submission_id
      LEFT JOIN signature_request AS request
        ON request.id = request_id AND request.withdrawn_at IS NULL
      """;

  private final JdbcClient sql;
  private final List<String> headTitles;

  StepRepository(JdbcClient sql, List<String> headTitles) {
    this.sql = sql;
    this.headTitles = headTitles;
  }

  /** Locks those that have not ended, in one order; answers which they are. */
  List<UUID> lock(List<UUID> submissions) {
    return sql.sql(
            """
            SELECT id FROM submission WHERE id = ANY (:ids::uuid[]) AND ended_at IS NULL
            ORDER BY id FOR UPDATE
            """)
        .param("ids", submissions.toArray(UUID[]::new))
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** The submission, locked, when it is the application's and has not ended. */
  boolean lock(UUID submission, String client) {
    return sql.sql(
            """
            SELECT id FROM submission
            WHERE id = :id AND client_id = :client AND ended_at IS NULL FOR UPDATE
            """)
        .param("id", submission)
        .param("client", client)
        .query((row, _) -> row.getObject(1, UUID.class))
        .optional()
        .isPresent();
  }

  List<Row> of(UUID submission) {
    return sql.sql(SELECT + "WHERE submission_id = :id ORDER BY ord, position")
        .param("id", submission)
        .query(StepRepository::row)
        .list();
  }

  /** Those of the named steps that are the official's now. */
  List<Row> of(OfficialId official, List<UUID> steps) {
    return sql.sql(
            SELECT
                + """
                WHERE step.id = ANY (:ids::uuid[]) AND step.official_id = :official
                ORDER BY received_at, step.id
                """)
        .param("ids", steps.toArray(UUID[]::new))
        .param("official", official.value())
        .query(StepRepository::row)
        .list();
  }

  /** What the step has not signed yet, as the last signer left it. */
  List<Batches.Item> unsigned(UUID step, SigningParameters parameters) {
    return sql.sql(
            """
            SELECT latest_id, latest_hash, document.name, document.size, document.pages
            FROM submission_step AS step
            JOIN submission_document AS document ON document.submission_id = step.submission_id
            WHERE step.id = :id AND NOT EXISTS (SELECT FROM submission_signature AS signature
              WHERE signature.step_id = step.id AND signature.position = document.position)
            ORDER BY document.position
            """)
        .param("id", step)
        .query((row, _) ->
            new Batches.Item(
                new DocumentId(row.getObject("latest_id", UUID.class)),
                Sha256.of(row.getBytes("latest_hash")),
                row.getString("name"),
                row.getLong("size"),
                row.getInt("pages"),
                parameters))
        .list();
  }

  /** Who the holder is now: nobody when the post is vacant or several hold it in the same way. */
  Optional<OfficialId> holder(Row step, Instant now) {
    var statement =
        switch (step.targetKind()) {
          case "official" -> "SELECT :target::uuid";
          case "post" -> holderOf("post_id", "0");
          default ->
              holderOf(
                  "unit_id",
                  """
                  (SELECT CASE WHEN assignment.rank = 'head' THEN coalesce(min(number), 1000)
                      WHEN assignment.rank IS NULL THEN 2000 + min(number) END
                    FROM unnest(:titles::text[]) WITH ORDINALITY AS head (title, number)
                    WHERE lower(assignment.title) = lower(head.title)
                      OR starts_with(lower(assignment.title), lower(head.title) || ' '))
                  """);
        };
    return sql.sql(statement)
        .param("target", step.targetId())
        .param("now", now.atOffset(UTC))
        .param("titles", headTitles.toArray(String[]::new))
        .query((row, _) -> row.getObject(1, UUID.class))
        .optional()
        .map(OfficialId::new);
  }

  private static String holderOf(String column, String rank) {
    return """
    WITH held AS (
      SELECT assignment.official_id, %s AS rank, CASE assignment.kind WHEN 'main' THEN 1
          WHEN 'concurrent' THEN 2 WHEN 'acting' THEN 3 ELSE 4 END AS closeness
      FROM assignment
      JOIN official ON official.id = assignment.official_id AND official.status = 'active'
      WHERE assignment.%s = :target AND %s)
    SELECT min(official_id::text)::uuid FROM held
    WHERE (rank, closeness) = (SELECT rank, closeness FROM held WHERE rank IS NOT NULL
      ORDER BY rank, closeness LIMIT 1)
    HAVING count(DISTINCT official_id) = 1
    """
        .formatted(rank, column, People.inForce("assignment"));
  }

  /** From pending to waiting. */
  void open(UUID step, @Nullable OfficialId official, Instant now) {
    sql.sql(
            """
            UPDATE submission_step SET state = 'waiting', official_id = :official,
              received_at = :now
            WHERE id = :id AND state = 'pending'
            """)
        .param("official", official == null ? null : official.value())
        .param("now", now.atOffset(UTC))
        .param("id", step)
        .update();
  }

  /** Hands the step to another; who had it goes on seeing it. */
  void hand(Row step, @Nullable OfficialId to, boolean delegated, Instant now) {
    if (step.official() != null) {
      sql.sql(
              """
              INSERT INTO submission_step_former (step_id, official_id, until)
              VALUES (:id, :official, :now)
              ON CONFLICT (step_id, official_id) DO UPDATE SET until = excluded.until
              """)
          .param("id", step.id())
          .param("official", step.official().value())
          .param("now", now.atOffset(UTC))
          .update();
    }
    sql.sql(
            """
            UPDATE submission_step SET official_id = :to, received_at = :now, request_id = NULL,
              held_until = NULL,
              delegated_from = CASE WHEN :delegated THEN official_id ELSE delegated_from END
            WHERE id = :id
            """)
        .param("to", to == null ? null : to.value())
        .param("now", now.atOffset(UTC))
        .param("delegated", delegated)
        .param("id", step.id())
        .update();
  }

  /** By what right the new holder signs. */
  void authorise(UUID step, ParametersForm parameters, UUID delegation) {
    sql.sql(
            """
            UPDATE submission_step SET parameters = :parameters::jsonb, delegation_id = :delegation
            WHERE id = :id
            """)
        .param("parameters", SubmissionRepository.json(parameters))
        .param("delegation", delegation)
        .param("id", step)
        .update();
  }

  void batch(List<UUID> steps, UUID request, Instant heldUntil) {
    sql.sql(
            """
            UPDATE submission_step SET request_id = :request, held_until = :until
            WHERE id = ANY (:ids::uuid[])
            """)
        .param("request", request)
        .param("until", heldUntil.atOffset(UTC))
        .param("ids", steps.toArray(UUID[]::new))
        .update();
  }

  void decide(UUID step, String state, @Nullable String reason, Instant now) {
    sql.sql(
            """
            UPDATE submission_step SET state = :state, decided_at = :now, decision_reason = :reason
            WHERE id = :id
            """)
        .param("state", state)
        .param("now", now.atOffset(UTC))
        .param("reason", reason)
        .param("id", step)
        .update();
  }

  void move(UUID step, String state) {
    sql.sql("UPDATE submission_step SET state = :state WHERE id = :id")
        .param("state", state)
        .param("id", step)
        .update();
  }

  /** What nobody will sign any more. */
  void close(UUID submission, String state, Instant now) {
    sql.sql(
            """
            UPDATE submission_step SET state = :state, decided_at = :now
            WHERE submission_id = :id AND state IN ('pending', 'waiting', 'signing', 'unknown')
            """)
        .param("state", state)
        .param("now", now.atOffset(UTC))
        .param("id", submission)
        .update();
  }

  void end(UUID submission, String state, @Nullable String reason, Instant now) {
    sql.sql(
            """
            UPDATE submission SET state = :state, ended_at = :now, end_reason = :reason
            WHERE id = :id AND ended_at IS NULL
            """)
        .param("state", state)
        .param("now", now.atOffset(UTC))
        .param("reason", reason)
        .param("id", submission)
        .update();
  }

  /** The state it was in, when that was another. */
  Optional<String> state(UUID submission, String state) {
    return sql.sql(
            """
            UPDATE submission SET state = :state
            FROM submission AS former
            WHERE submission.id = :id AND former.id = :id AND submission.ended_at IS NULL
              AND submission.state <> :state
            RETURNING former.state
            """)
        .param("state", state)
        .param("id", submission)
        .query((row, _) -> row.getString(1))
        .optional();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    var official = row.getObject("official_id", UUID.class);
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("submission_id", UUID.class),
        row.getString("client_id"),
        row.getString("title"),
        row.getInt("ord"),
        row.getString("target_kind"),
        row.getObject("target_id", UUID.class),
        row.getObject("unit_id", UUID.class),
        SubmissionRepository.parameters(row),
        row.getString("state"),
        official == null ? null : new OfficialId(official),
        row.getObject("delegated_from", UUID.class),
        row.getObject("request_id", UUID.class),
        SubmissionRepository.instant(row, "held_until"));
  }
}
