package vn.antin.signing.certificate.job;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.list.ListedCertificate;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.web.Caller;

/** The rows of jobs that lists made. Every method joins the caller's transaction. */
final class ListRepository {
  /** One use: by its creator, whose power over what they had then is whole still. */
  private static final String CLAIM =
      AdministratorScope.ACTS
          + """
          UPDATE certificate_job AS job SET staged = false
          WHERE job.id = :id AND job.staged AND job.finished_at IS NOT NULL
            AND job.created_by = :caller AND job.administers <@ ARRAY(SELECT id FROM scope)
          RETURNING job.source
          """;

  private static final String LINES =
      """
      unnest(:numbers::integer[], :usernames::text[], :units::text[], :certificates::text[],
        :faults::text[]) AS line (number, username, unit, certificates, fault)
      """;

  private static final String ADD =
      """
      INSERT INTO certificate_job_row (job_id, number, username, unit_code, certificates,
        state, detail, changed_at)
      SELECT :job, number, nullif(username, ''), nullif(unit, ''), certificates,
        CASE WHEN fault IS NULL THEN 'waiting' ELSE 'failed' END, fault, :now
      FROM
      """
          + LINES;

  /** Lines of holders within what the caller may act upon; the others leave no trace. */
  private static final String ADD_WITHIN =
      AdministratorScope.ACTS
          + """
          INSERT INTO certificate_job_row (job_id, number, username, unit_code, certificates,
            official_id, unit_id, changed_at)
          SELECT :job, line.number, nullif(line.username, ''), nullif(line.unit, ''),
            line.certificates, official.id, unit.id, :now
          FROM
          """
          + LINES
          + """
          LEFT JOIN official ON official.username = nullif(line.username, '') AND
          """
          + AdministratorScope.SERVED
          + """
          LEFT JOIN unit ON unit.code = nullif(line.unit, '')
            AND unit.id IN (SELECT id FROM scope) AND
          """
          + People.inForce("unit")
          + """
          WHERE line.fault IS NULL AND (official.id IS NOT NULL OR unit.id IS NOT NULL)
          ON CONFLICT DO NOTHING
          """;

  private static final String MAY_ORDER =
      AdministratorScope.ACTS + "SELECT EXISTS (SELECT FROM scope)";

  private final JdbcClient sql;

  ListRepository(JdbcClient sql) {
    this.sql = sql;
  }

  void begin(UUID job, Caller.Person caller, String source, boolean preview, Instant now) {
    JobRepository.insert(sql, job, "import", caller, now)
        .param("unit", null)
        .param("key", null)
        .param("source", source)
        .param("preview", preview)
        .update();
  }

  /** Whether the caller has power over anything now, by the copy of roles. */
  boolean mayOrder(Caller.Person caller, Instant now) {
    return AdministratorScope.bind(sql, MAY_ORDER, caller, now).query(Boolean.class).single();
  }

  /** A row for each line that the caller sent. */
  void add(UUID job, List<ListedCertificate> lines, Instant now) {
    add(sql.sql(ADD).param("now", now.atOffset(UTC)), job, lines);
  }

  /** A row for each line, out of a list the caller does not know, that they may act upon. */
  void addWithin(Caller.Person caller, UUID job, List<ListedCertificate> lines, Instant now) {
    add(AdministratorScope.bind(sql, ADD_WITHIN, caller, now), job, lines);
  }

  private static void add(
      JdbcClient.StatementSpec statement, UUID job, List<ListedCertificate> lines) {
    statement
        .param("job", job)
        .param("numbers", lines.stream().map(ListedCertificate::number).toArray(Integer[]::new))
        .param("usernames", texts(lines, ListedCertificate::username))
        .param("units", texts(lines, ListedCertificate::unit))
        .param("certificates", texts(lines, it -> it.fault() == null ? it.certificates() : ""))
        .param("faults", texts(lines, it -> it.fault() == null ? null : it.fault().code()))
        .update();
  }

  private static @Nullable String[] texts(
      List<ListedCertificate> lines, Function<ListedCertificate, @Nullable String> part) {
    return lines.stream().map(part).toArray(String[]::new);
  }

  /** The source of a preview that may be carried out, which it then cannot be again. */
  Optional<String> claim(UUID preview, Caller.Person caller, Instant now) {
    return AdministratorScope.bind(sql, CLAIM, caller, now)
        .param("id", preview)
        .query(String.class)
        .optional();
  }

  /** Moves what would be registered to another job. */
  void move(UUID preview, UUID job, Instant now) {
    sql.sql(
            """
            INSERT INTO certificate_job_row (job_id, number, username, unit_code, certificates,
              official_id, unit_id, changed_at)
            SELECT :job, number, username, unit_code, certificates, official_id, unit_id, :now
            FROM certificate_job_row WHERE job_id = :preview AND state = 'done'
            """)
        .param("job", job)
        .param("preview", preview)
        .param("now", now.atOffset(UTC))
        .update();
    letGo(preview);
  }

  private void letGo(UUID preview) {
    sql.sql(
            """
            UPDATE certificate_job_row SET certificates = ''
            WHERE job_id = :job AND certificates <> ''
            """)
        .param("job", preview)
        .update();
  }

  /** Sets how many rows the job has. */
  int count(UUID job, Instant now) {
    return sql.sql(
            """
            UPDATE certificate_job SET total = counted.rows,
              finished_at = CASE WHEN counted.rows = 0 THEN :now END
            FROM (SELECT count(*) AS rows FROM certificate_job_row WHERE job_id = :job) AS counted
            WHERE id = :job RETURNING total
            """)
        .param("job", job)
        .param("now", now.atOffset(UTC))
        .query(Integer.class)
        .single();
  }

  /** Who is meant: the one active official of this name, or the one unit in force of this code. */
  Optional<Holder> holder(Row.Task.Register task, Instant now) {
    var name = task.username();
    var found =
        name == null
            ? sql.sql(
                    """
                    SELECT id FROM unit WHERE code = :code AND
                    """
                        + People.inForce("unit"))
                .param("code", task.unit())
                .param("now", now.atOffset(UTC))
                .query(UUID.class)
                .list()
            : sql.sql("SELECT id FROM official WHERE username = :name AND status = 'active'")
                .param("name", name)
                .query(UUID.class)
                .list();
    if (found.size() != 1) {
      return Optional.empty();
    }
    var id = found.getFirst();
    return Optional.of(
        name == null ? new Holder.Seal(new UnitId(id)) : new Holder.Personal(new OfficialId(id)));
  }

  /** False when another node took the row meanwhile. A preview keeps what would be registered. */
  boolean end(
      Row row,
      String state,
      @Nullable String detail,
      Holder holder,
      @Nullable CredentialId credential,
      boolean keep,
      Instant now) {
    return sql.sql(
                """
                UPDATE certificate_job_row SET state = :state, detail = :detail,
                  official_id = :official, unit_id = :unit, credential_id = :credential,
                  certificates = CASE WHEN :keep THEN certificates ELSE '' END,
                  not_before = NULL, changed_at = :now
                WHERE job_id = :job AND number = :number AND attempts = :attempts
                  AND state = 'working'
                """)
            .param("state", state)
            .param("detail", detail)
            .param("official", holder.officialId())
            .param("unit", holder.unitId())
            .param("credential", credential == null ? null : credential.value())
            .param("keep", keep)
            .param("now", now.atOffset(UTC))
            .param("job", row.job())
            .param("number", row.number())
            .param("attempts", row.attempts())
            .update()
        == 1;
  }

  /** Previews this old can no longer be carried out; what they kept is let go of. */
  void forget(Instant before) {
    sql.sql(
            """
            UPDATE certificate_job SET staged = false
            WHERE staged AND created_at < :before AND finished_at IS NOT NULL RETURNING id
            """)
        .param("before", before.atOffset(UTC))
        .query(UUID.class)
        .list()
        .forEach(this::letGo);
  }
}
