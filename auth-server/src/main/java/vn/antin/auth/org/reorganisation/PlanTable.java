package vn.antin.auth.org.reorganisation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;

/** Plans as rows. Joins the caller's transaction. */
@Repository
final class PlanTable {
  private static final String COLUMNS =
      """
      SELECT r.id, r.title, r.basis, r.effective_on, r.state, r.version, r.created_at,
             r.confirmed_at, r.effective_at, r.fault,
             (SELECT count(*) FROM reorganisation_step s WHERE s.reorganisation_id = r.id)
               AS step_count
      FROM reorganisation r
      """;

  /** A plan is for those whose power covers every unit it names. */
  private static final String ALLOWED =
      """
      (SELECT EXISTS (SELECT FROM scope))
      AND (r.created_by = :caller
           OR EXISTS (SELECT FROM reorganisation_step s WHERE s.reorganisation_id = r.id))
      AND NOT EXISTS (
        SELECT FROM reorganisation_step s
        CROSS JOIN LATERAL unnest(s.units || s.unit_id || s.parent_id) AS named (id)
        JOIN org_unit u ON u.id = named.id
        WHERE s.reorganisation_id = r.id AND u.id NOT IN (SELECT unit_id FROM scope))
      AND NOT EXISTS (
        SELECT FROM reorganisation_step s CROSS JOIN LATERAL unnest(s.posts) AS named (id)
        JOIN post p ON p.id = named.id
        WHERE s.reorganisation_id = r.id AND p.unit_id NOT IN (SELECT unit_id FROM scope))
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  PlanTable(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void insert(ReorganisationId id, AccountId by, Draft draft) {
    jdbc.sql(
            """
            INSERT INTO reorganisation (id, title, basis, effective_on, created_by, created_at)
            VALUES (:id, :title, :basis, :day, :by, :now)
            """)
        .param("id", id.value())
        .param("title", draft.title())
        .param("basis", draft.basis())
        .param("day", draft.effectiveOn())
        .param("by", by.value())
        .param("now", now())
        .update();
    steps(id, draft.steps());
  }

  /** False when it is no draft, or not of that version, any more. */
  boolean replace(ReorganisationId id, long version, Draft draft) {
    int replaced =
        jdbc.sql(
                """
                UPDATE reorganisation
                SET title = :title, basis = :basis, effective_on = :day, fault = NULL
                WHERE id = :id AND version = :version AND state = 'draft'
                """)
            .param("id", id.value())
            .param("version", version)
            .param("title", draft.title())
            .param("basis", draft.basis())
            .param("day", draft.effectiveOn())
            .update();
    if (replaced == 1) {
      jdbc.sql("DELETE FROM reorganisation_step WHERE reorganisation_id = :id")
          .param("id", id.value())
          .update();
      steps(id, draft.steps());
    }
    return replaced == 1;
  }

  private void steps(ReorganisationId id, List<Step> steps) {
    for (int position = 0; position < steps.size(); position++) {
      StepRow row = StepRow.of(steps.get(position));
      jdbc.sql(
              """
              INSERT INTO reorganisation_step (reorganisation_id, position, kind, unit_id, units,
                posts, parent_id, unit_kind, code, name, keeps)
              VALUES (:id, :position, :kind, :unit, :units, :posts, CAST(:parent AS uuid),
                :unitKind, :code, :name, :keeps)
              """)
          .param("id", id.value())
          .param("position", position)
          .param("kind", row.kind())
          .param("unit", row.unit())
          .param("units", row.units().toArray(UUID[]::new))
          .param("posts", row.posts().toArray(UUID[]::new))
          .param("parent", row.parent() == null ? null : row.parent().toString())
          .param("unitKind", row.unitKind())
          .param("code", row.code())
          .param("name", row.name())
          .param("keeps", row.keeps())
          .update();
    }
  }

  /**
   * From a draft or a confirmed plan to another state; false when it is neither of that version.
   */
  boolean move(ReorganisationId id, long version, String from, String to, @Nullable AccountId by) {
    return jdbc.sql(
                """
                UPDATE reorganisation
                SET state = :to, fault = NULL, retry_at = NULL,
                    confirmed_by = CASE :to WHEN 'confirmed' THEN CAST(:by AS uuid) END,
                    confirmed_at = CASE :to WHEN 'confirmed' THEN CAST(:now AS timestamptz) END
                WHERE id = :id AND version = :version AND state = :from
                """)
            .param("id", id.value())
            .param("version", version)
            .param("from", from)
            .param("to", to)
            .param("by", by == null ? null : by.toString())
            .param("now", now())
            .update()
        == 1;
  }

  /** Who confirmed the plan; empty when their account is not active any more. */
  Optional<AccountId> confirmedBy(ReorganisationId id) {
    return jdbc.sql(
            """
            SELECT a.id FROM reorganisation r JOIN account a ON a.id = r.confirmed_by
            WHERE r.id = :id AND a.status = 'active'
            """)
        .param("id", id.value())
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .optional();
  }

  void tookEffect(ReorganisationId id) {
    jdbc.sql(
            """
            UPDATE reorganisation
            SET state = 'effective', effective_at = :now, fault = NULL, retry_at = NULL
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("now", now())
        .update();
  }

  /** The next confirmed plan whose day has come; no other node takes it meanwhile. */
  Optional<Reorganisation> due() {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE r.state = 'confirmed' AND r.effective_on <= :today
                  AND (r.retry_at IS NULL OR r.retry_at <= :now)
                ORDER BY r.effective_on, r.confirmed_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
        .param("today", EffectiveDate.today(clock))
        .param("now", now())
        .query(this::plan)
        .optional();
  }

  /** True when this fault is news. */
  boolean failed(ReorganisationId id, String fault, Instant retry) {
    boolean known =
        jdbc.sql("SELECT fault = :fault FROM reorganisation WHERE id = :id AND fault IS NOT NULL")
            .param("id", id.value())
            .param("fault", fault)
            .query(Boolean.class)
            .optional()
            .orElse(false);
    return jdbc.sql(
                    """
                    UPDATE reorganisation SET fault = :fault, retry_at = :retry
                    WHERE id = :id AND state = 'confirmed'
                    """)
                .param("id", id.value())
                .param("fault", fault)
                .param("retry", retry.atOffset(ZoneOffset.UTC))
                .update()
            == 1
        && !known;
  }

  Optional<Reorganisation> find(AccountId caller, ReorganisationId id, boolean lock) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_UNITS)
                + COLUMNS
                + "WHERE r.id = :id AND "
                + ALLOWED
                + (lock ? " FOR UPDATE OF r" : ""))
        .params(caller(caller))
        .param("id", id.value())
        .query(this::plan)
        .optional();
  }

  /** The latest first. */
  List<Reorganisation> list(AccountId caller, @Nullable ReorganisationId after, int limit) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_UNITS)
                + COLUMNS
                + """
                WHERE (CAST(:after AS uuid) IS NULL OR (r.created_at, r.id) < (
                    SELECT place.created_at, place.id FROM reorganisation place
                    WHERE place.id = CAST(:after AS uuid)))
                  AND
                """
                + ALLOWED
                + "ORDER BY r.created_at DESC, r.id DESC LIMIT :limit")
        .params(caller(caller))
        .param("after", after == null ? null : after.toString())
        .param("limit", limit)
        .query((row, number) -> plan(row, List.of()))
        .list();
  }

  /** What the units and posts of a plan are called; for those who may see the plan. */
  Map<UUID, String> names(ReorganisationId id) {
    Map<UUID, String> names = new HashMap<>();
    jdbc.sql(
            """
            SELECT u.id, btrim(u.code || ' ' || u.name) AS name
            FROM reorganisation_step s
            CROSS JOIN LATERAL unnest(s.units || s.unit_id || s.parent_id) AS named (id)
            JOIN org_unit u ON u.id = named.id
            WHERE s.reorganisation_id = :id
            UNION
            SELECT s.unit_id, btrim(s.code || ' ' || s.name) FROM reorganisation_step s
            WHERE s.reorganisation_id = :id AND s.kind = 'create'
              AND NOT EXISTS (SELECT FROM org_unit u WHERE u.id = s.unit_id)
            UNION
            SELECT p.id, p.title
            FROM reorganisation_step s CROSS JOIN LATERAL unnest(s.posts) AS named (id)
            JOIN post p ON p.id = named.id
            WHERE s.reorganisation_id = :id
            """)
        .param("id", id.value())
        .query((row, number) -> names.put(row.getObject("id", UUID.class), row.getString("name")))
        .list();
    return names;
  }

  private Reorganisation plan(ResultSet row, int number) throws SQLException {
    return plan(row, stepsOf(new ReorganisationId(row.getObject("id", UUID.class))));
  }

  private static Reorganisation plan(ResultSet row, List<Step> steps) throws SQLException {
    return new Reorganisation(
        new ReorganisationId(row.getObject("id", UUID.class)),
        row.getString("title"),
        row.getString("basis"),
        row.getObject("effective_on", LocalDate.class),
        Reorganisation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "confirmed_at"),
        instant(row, "effective_at"),
        row.getString("fault"),
        steps,
        row.getInt("step_count"));
  }

  private List<Step> stepsOf(ReorganisationId id) {
    return jdbc.sql(
            """
            SELECT kind, unit_id, units, posts, parent_id, unit_kind, code, name, keeps
            FROM reorganisation_step WHERE reorganisation_id = :id ORDER BY position
            """)
        .param("id", id.value())
        .query((row, number) ->
            new StepRow(
                    row.getString("kind"),
                    row.getObject("unit_id", UUID.class),
                    uuids(row.getArray("units")),
                    uuids(row.getArray("posts")),
                    row.getObject("parent_id", UUID.class),
                    row.getString("unit_kind"),
                    row.getString("code"),
                    row.getString("name"),
                    row.getBoolean("keeps"))
                .step())
        .list();
  }

  private static List<UUID> uuids(Array array) throws SQLException {
    return Stream.of((Object[]) array.getArray()).map(UUID.class::cast).toList();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private Map<String, Object> caller(AccountId caller) {
    return Map.of("caller", caller.value(), "today", EffectiveDate.today(clock));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
