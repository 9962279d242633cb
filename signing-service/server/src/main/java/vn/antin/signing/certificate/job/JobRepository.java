package vn.antin.signing.certificate.job;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.web.Caller;

/** Jobs and their rows. Every method joins the caller's transaction. */
final class JobRepository {
  private static final String BELOW =
      """
      , below (id) AS (
        SELECT :unit::uuid
        UNION
        SELECT unit.id FROM unit JOIN below ON unit.parent_id = below.id)
      """;

  private static final String WITHOUT =
      AdministratorScope.ACTS
          + BELOW
          + """
          INSERT INTO certificate_job_row (job_id, number, official_id, changed_at)
          SELECT :job, row_number() OVER (ORDER BY username, id), id, :now FROM (
            SELECT official.id, official.username FROM official
            WHERE official.id <> :caller
              AND (cardinality(:officials) = 0 OR official.id = ANY (:officials)) AND
          """
          + AdministratorScope.SERVED
          + " AND (:unit::uuid IS NULL OR "
          + AdministratorScope.post("official.id")
          + """
               IN (SELECT id FROM below))
              AND NOT EXISTS (SELECT FROM credential
                WHERE credential.official_id = official.id AND credential.source = 'authority'
                  AND credential.state IN ('issuing', 'valid', 'suspended')
                  AND (credential.valid_to IS NULL OR credential.valid_to > :now))
            ORDER BY official.username, official.id LIMIT :limit) AS wanting
          """;

  private static final String ENDING =
      AdministratorScope.ACTS
          + BELOW
          + """
          INSERT INTO certificate_job_row (job_id, number, official_id, unit_id, renews, changed_at)
          SELECT :job, row_number() OVER (ORDER BY valid_to, id), official_id, unit_id, id, :now
          FROM (
            SELECT credential.id, credential.official_id, credential.unit_id, credential.valid_to
            FROM credential
            WHERE credential.state = 'valid' AND credential.source = 'authority'
              AND credential.valid_to < :before
              AND credential.official_id IS DISTINCT FROM :caller
              AND (cardinality(:officials) = 0 OR credential.official_id = ANY (:officials))
              AND (:unit::uuid IS NULL
                OR coalesce(credential.unit_id, credential.held_unit_id) IN (SELECT id FROM below))
              AND NOT EXISTS (SELECT FROM credential AS successor
                WHERE successor.replaces = credential.id
                  AND successor.state IN ('issuing', 'valid', 'suspended')) AND
          """
          + AdministratorScope.ANSWERED_FOR
          + "ORDER BY credential.valid_to, credential.id LIMIT :limit) AS ending";

  /** A job is theirs who administer what it was made for: the unit, or all that its creator had. */
  private static final String SEEN =
      """
      (job.unit_id IN (SELECT id FROM scope) OR (job.unit_id IS NULL
        AND job.created_by = :caller AND job.administers <@ ARRAY(SELECT id FROM scope)))
      """;

  private static final String MAY_CANCEL =
      AdministratorScope.ACTS
          + "SELECT EXISTS (SELECT FROM certificate_job AS job WHERE job.id = :id AND "
          + SEEN
          + ")";

  private static final String OUTCOMES =
      AdministratorScope.SEES
          + """
          SELECT each.number, coalesce(official.display_name, unit.name, each.username,
              each.unit_code, '') AS holder,
            each.state, each.detail, CASE WHEN each.state = 'done' THEN each.credential_id END
          FROM certificate_job_row AS each
          JOIN certificate_job AS job ON job.id = each.job_id
          LEFT JOIN official ON official.id = each.official_id
          LEFT JOIN unit ON unit.id = each.unit_id
          WHERE each.job_id = :job AND each.number > :after
            AND (:state::text IS NULL OR each.state = :state)
            AND ((job.source = 'csv' AND job.created_by = :caller AND each.official_id IS NULL
                AND each.unit_id IS NULL) OR
          """
          + AdministratorScope.sees("each.official_id", "each.unit_id")
          + ") ORDER BY each.number LIMIT :limit";

  private static final String PROGRESS =
      AdministratorScope.SEES
          + """
          SELECT job.id, job.kind, job.source, job.preview, job.staged, unit.name AS unit,
            official.display_name AS created_by,
            job.created_at, job.finished_at, job.total, counted.*
          FROM certificate_job AS job
          LEFT JOIN unit ON unit.id = job.unit_id
          LEFT JOIN official ON official.id = job.created_by
          CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
              count(*) FILTER (WHERE state = 'working') AS working,
              count(*) FILTER (WHERE state = 'done') AS done,
              count(*) FILTER (WHERE state = 'skipped') AS skipped,
              count(*) FILTER (WHERE state = 'failed') AS failed,
              count(*) FILTER (WHERE state = 'cancelled') AS cancelled
            FROM certificate_job_row AS each WHERE each.job_id = job.id) AS counted
          WHERE
          """
          + SEEN;

  private final JdbcClient sql;

  JobRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * The job without its rows.
   *
   * @return still to be given {@code unit}, {@code key}, {@code source} and {@code preview}
   */
  static JdbcClient.StatementSpec insert(
      JdbcClient sql, UUID id, String kind, Caller.Person caller, Instant now) {
    return sql.sql(
            """
            INSERT INTO certificate_job (id, kind, source, preview, staged, created_by, client_id,
              administers, unit_id, key_kind, total, created_at)
            VALUES (:id, :kind, :source, :preview, :preview, :by, :client, :administers, :unit,
              :key, 0, :now)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("by", caller.official().value())
        .param("client", caller.clientId())
        .param("administers", caller.unitIds())
        .param("now", now.atOffset(UTC));
  }

  /** Writes the job and a row for each holder within what the caller may act upon. */
  Row.Made add(Caller.Person caller, Row.Wish wish, int limit, Instant now) {
    var id = UUID.randomUUID();
    insert(sql, id, wish.kind(), caller, now)
        .param("unit", wish.unit())
        .param("key", wish.key() == null ? null : wish.key().name())
        .param("source", null)
        .param("preview", false)
        .update();
    var total =
        AdministratorScope.bind(sql, "renew".equals(wish.kind()) ? ENDING : WITHOUT, caller, now)
            .param("job", id)
            .param("unit", wish.unit())
            .param("officials", wish.officials().toArray(UUID[]::new))
            .param(
                "before", wish.expiresBefore() == null ? null : wish.expiresBefore().atOffset(UTC))
            .param("limit", limit)
            .update();
    sql.sql(
            """
            UPDATE certificate_job SET total = :total,
              finished_at = CASE WHEN :total = 0 THEN :now END
            WHERE id = :id
            """)
        .param("total", total)
        .param("now", now.atOffset(UTC))
        .param("id", id)
        .update();
    return new Row.Made(id, total);
  }

  List<Row.Progress> latest(Caller.Person caller, Instant now) {
    return AdministratorScope.bind(
            sql, PROGRESS + "ORDER BY job.created_at DESC, job.id LIMIT 50", caller, now)
        .query(JobRepository::progress)
        .list();
  }

  Optional<Row.Progress> find(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, PROGRESS + "AND job.id = :id", caller, now)
        .param("id", id)
        .query(JobRepository::progress)
        .optional();
  }

  /** Whether the caller has power now over what the job was made for. */
  boolean mayCancel(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, MAY_CANCEL, caller, now)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** Rows whose holders the caller may see now, and what the caller wrote without a holder. */
  List<Row.Outcome> outcomes(
      Caller.Person caller, UUID job, @Nullable String state, int after, int limit, Instant now) {
    return AdministratorScope.bind(sql, OUTCOMES, caller, now)
        .param("job", job)
        .param("state", state)
        .param("after", after)
        .param("limit", limit)
        .query((row, _) ->
            new Row.Outcome(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class)))
        .list();
  }

  /** Rows that nobody has taken are not worked at any more; answers how many. */
  int cancel(UUID job, Instant now) {
    return sql.sql(
            """
            UPDATE certificate_job_row SET state = 'cancelled', changed_at = :now,
              certificates = left(certificates, 0)
            WHERE job_id = :job AND state = 'waiting'
            """)
        .param("job", job)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /**
   * The next row to work at: waiting, or left by a node whose lease ran out. Jobs take turns, so
   * that a short one does not wait for the end of a long one.
   */
  Optional<Row> take(Instant now, Instant lease) {
    return sql.sql(
            """
            WITH next AS (
              SELECT job_id, number, state FROM certificate_job_row
              WHERE state IN ('waiting', 'working') AND (not_before IS NULL OR not_before <= :now)
              ORDER BY not_before NULLS FIRST, number, job_id LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE certificate_job_row AS each SET state = 'working', not_before = :lease,
              attempts = each.attempts + 1, changed_at = :now
            FROM next, certificate_job AS job
            WHERE each.job_id = next.job_id AND each.number = next.number AND job.id = each.job_id
            RETURNING each.job_id, each.number, each.official_id, each.unit_id, each.renews,
              CASE WHEN next.state = 'working' THEN each.credential_id END AS interrupted,
              each.username, each.unit_code, each.certificates,
              each.attempts, job.key_kind, job.preview, job.created_by, job.client_id, job.administers
            """)
        .param("now", now.atOffset(UTC))
        .param("lease", lease.atOffset(UTC))
        .query(JobRepository::row)
        .optional();
  }

  /** False when another node took the row meanwhile. */
  boolean begun(Row row, CredentialId credential, Instant now) {
    return sql.sql(
                """
                UPDATE certificate_job_row SET credential_id = :credential, changed_at = :now
                WHERE job_id = :job AND number = :number AND attempts = :attempts
                  AND state = 'working'
                """)
            .param("credential", credential.value())
            .param("now", now.atOffset(UTC))
            .param("job", row.job())
            .param("number", row.number())
            .param("attempts", row.attempts())
            .update()
        == 1;
  }

  /** False when another node took the row meanwhile. */
  boolean end(
      Row row, String state, @Nullable String detail, @Nullable Instant notBefore, Instant now) {
    return sql.sql(
                """
                UPDATE certificate_job_row SET state = :state, detail = :detail,
                  not_before = :notBefore, changed_at = :now,
                  certificates = CASE WHEN :state IN ('waiting', 'working') THEN certificates
                    ELSE left(certificates, 0) END
                WHERE job_id = :job AND number = :number AND attempts = :attempts
                  AND state = 'working'
                """)
            .param("state", state)
            .param("detail", detail)
            .param("notBefore", notBefore == null ? null : notBefore.atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .param("job", row.job())
            .param("number", row.number())
            .param("attempts", row.attempts())
            .update()
        == 1;
  }

  /** Jobs whose rows have all come to an end. */
  int finish(Instant now) {
    return sql.sql(
            """
            UPDATE certificate_job SET finished_at = :now
            WHERE finished_at IS NULL AND NOT EXISTS (
              SELECT FROM certificate_job_row AS each
              WHERE each.job_id = certificate_job.id AND each.state IN ('waiting', 'working'))
            """)
        .param("now", now.atOffset(UTC))
        .update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    var interrupted = row.getObject("interrupted", UUID.class);
    return new Row(
        row.getObject("job_id", UUID.class),
        row.getInt("number"),
        task(row),
        interrupted == null ? null : new CredentialId(interrupted),
        row.getInt("attempts"),
        AdministratorScope.caller(row, "created_by", "client_id", "administers"));
  }

  private static Row.Task task(ResultSet row) throws SQLException {
    var certificates = row.getString("certificates");
    if (certificates != null) {
      return new Row.Task.Register(
          row.getString("username"),
          row.getString("unit_code"),
          certificates,
          row.getBoolean("preview"));
    }
    var kind = row.getString("key_kind");
    var key = kind == null ? null : KeyKind.valueOf(kind);
    var renews = row.getObject("renews", UUID.class);
    if (renews != null) {
      return new Row.Task.Renew(renews, key);
    }
    return new Row.Task.Issue(
        Holder.of(row.getObject("official_id", UUID.class), row.getObject("unit_id", UUID.class)),
        key);
  }

  private static Row.Progress progress(ResultSet row, int number) throws SQLException {
    var finished = row.getObject("finished_at", OffsetDateTime.class);
    return new Row.Progress(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("source"),
        row.getBoolean("preview"),
        row.getBoolean("staged"),
        row.getString("unit"),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        finished == null ? null : finished.toInstant(),
        row.getLong("total"),
        row.getLong("waiting"),
        row.getLong("working"),
        row.getLong("done"),
        row.getLong("skipped"),
        row.getLong("failed"),
        row.getLong("cancelled"));
  }
}
