package vn.antin.signing.submission;

import static java.time.ZoneOffset.UTC;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes what the ledger of hashes says; joins the transaction that locked the submission. */
final class Progress {
  private static final UUID FIRST = new UUID(0, 0);

  private static final String SPENT =
      """
      SELECT DISTINCT submission_id FROM submission_step AS step
      WHERE (state = 'signing' OR (state IN ('waiting', 'unknown') AND EXISTS (
        SELECT FROM grant_hash
        WHERE grant_hash.request_id = step.request_id AND grant_hash.state <> 'approved'
          AND NOT (grant_hash.state = 'closed' AND step.state = 'waiting'))))
      """;

  private final JdbcClient sql;
  private final StepRepository repository;
  private final Steps steps;
  private final InstantSource time;

  /** Where the last look ended: what stays open does not keep others from their turn. */
  private volatile UUID last = FIRST;

  Progress(JdbcClient sql, StepRepository repository, Steps steps, InstantSource time) {
    this.sql = sql;
    this.repository = repository;
    this.steps = steps;
    this.time = time;
  }

  /** Submissions with an open step of whose batch something was spent. */
  List<UUID> spent(int most) {
    var found =
        sql.sql(SPENT + "AND submission_id > :last ORDER BY submission_id LIMIT :most")
            .param("last", last)
            .param("most", most)
            .query((row, _) -> row.getObject(1, UUID.class))
            .list();
    last = found.size() < most ? FIRST : found.getLast();
    return found;
  }

  /** Notes what was signed of these, before a batch of theirs is taken back. */
  void follow(List<UUID> submissions) {
    sql.sql(SPENT + "AND submission_id = ANY (:ids::uuid[])")
        .param("ids", submissions.toArray(UUID[]::new))
        .query((row, _) -> row.getObject(1, UUID.class))
        .list()
        .forEach(this::follow);
  }

  void follow(UUID submission) {
    for (var step : repository.of(submission)) {
      if (step.open()) {
        follow(step);
      }
    }
    steps.advance(submission, time.instant());
  }

  private void follow(StepRepository.Row step) {
    var now = time.instant().atOffset(UTC);
    sql.sql(
            """
            DELETE FROM submission_signature AS known USING submission_step AS step,
              submission_document AS document
            WHERE known.step_id = :step AND known.state = 'unknown' AND step.id = known.step_id
              AND document.submission_id = step.submission_id
              AND document.position = known.position
              AND NOT EXISTS (SELECT FROM grant_hash
                WHERE grant_hash.request_id = step.request_id
                  AND grant_hash.hash = document.latest_hash AND grant_hash.state = 'unknown')
            """)
        .param("step", step.id())
        .update();
    sql.sql(
            """
            WITH spent AS (
              SELECT document.submission_id, document.position, grant_hash.state,
                grant_hash.signed_document_id, grant_hash.signed_sha256
              FROM submission_step AS step
              JOIN submission_document AS document ON document.submission_id = step.submission_id
              JOIN grant_hash ON grant_hash.request_id = step.request_id
                AND grant_hash.hash = document.latest_hash
                AND grant_hash.state IN ('signed', 'unknown')
              WHERE step.id = :step),
            noted AS (
              INSERT INTO submission_signature (step_id, position, state, document_id, at)
              SELECT :step, position, state, signed_document_id, :now FROM spent
              ON CONFLICT (step_id, position) DO NOTHING)
            UPDATE submission_document SET latest_id = spent.signed_document_id,
              latest_hash = spent.signed_sha256
            FROM spent
            WHERE spent.state = 'signed'
              AND submission_document.submission_id = spent.submission_id
              AND submission_document.position = spent.position
            """)
        .param("step", step.id())
        .param("now", now)
        .update();
    move(step);
  }

  private record Stand(long documents, long signed, long unknown, boolean busy) {}

  private void move(StepRepository.Row step) {
    var stand =
        sql.sql(
                """
                SELECT submission.documents,
                  count(*) FILTER (WHERE signature.state = 'signed') AS signed,
                  count(*) FILTER (WHERE signature.state = 'unknown') AS unknown,
                  EXISTS (SELECT FROM grant_hash WHERE grant_hash.request_id = step.request_id
                    AND grant_hash.state IN ('reserved', 'signing')) AS busy
                FROM submission_step AS step
                JOIN submission ON submission.id = step.submission_id
                LEFT JOIN submission_signature AS signature ON signature.step_id = step.id
                WHERE step.id = :step GROUP BY submission.documents, step.request_id
                """)
            .param("step", step.id())
            .query((row, _) ->
                new Stand(row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4)))
            .single();
    if (stand.signed() == stand.documents()) {
      steps.signed(step, stand.documents(), time.instant());
      return;
    }
    var state = stand.busy() ? "signing" : stand.unknown() > 0 ? "unknown" : "waiting";
    if (!state.equals(step.state())) {
      repository.move(step.id(), state);
    }
  }
}
