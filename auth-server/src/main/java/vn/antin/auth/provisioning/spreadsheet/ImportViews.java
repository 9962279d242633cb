package vn.antin.auth.provisioning.spreadsheet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;

/** Imports and their rows, for those who manage people in the unit that an import speaks about. */
@Repository
public final class ImportViews {
  static final String SEEN = "i.unit_id IN (SELECT unit_id FROM scope)";

  private static final String SELECT =
      Scope.units(Power.MANAGE_PEOPLE)
          + """
          SELECT i.id, i.unit_id, u.name AS unit_name, i.file_name, i.complete, i.make_posts,
                 i.state, i.refusal, i.headings::text AS headings, i.ignored::text AS ignored,
                 i.rows, i.active, owner.id AS owner, owner.display_name AS owner_name,
                 i.released_by IS NOT NULL AS released, i.created_at, i.applied_at, i.version,
                 counted.kinds::text AS kinds, counted.outcomes::text AS outcomes
          FROM official_import i JOIN org_unit u ON u.id = i.unit_id
          LEFT JOIN account owner ON owner.id = i.owner AND (owner.id = :caller OR EXISTS (
            SELECT FROM account a WHERE a.id = i.owner AND
          """
          + Scope.ALLOWS
          + """
          ))
          LEFT JOIN LATERAL (
            SELECT (SELECT jsonb_object_agg(kind, n)
                    FROM (SELECT kind, count(*) AS n FROM official_import_row
                          WHERE import_id = i.id AND kind IS NOT NULL GROUP BY kind) k) AS kinds,
                   (SELECT jsonb_object_agg(coalesce(outcome, 'to-do'), n)
                    FROM (SELECT outcome, count(*) AS n FROM official_import_row
                          WHERE import_id = i.id AND accepted GROUP BY outcome) o) AS outcomes
          ) counted ON true
          WHERE
          """
          + SEEN;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ImportProperties properties;
  private final InstantSource clock;

  ImportViews(JdbcClient jdbc, JsonMapper json, ImportProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.properties = properties;
    this.clock = clock;
  }

  public Optional<ImportView> find(AccountId caller, ImportId id) {
    return asked(SELECT + " AND i.id = :id", caller)
        .param("id", id.value())
        .query(this::view)
        .optional();
  }

  /** A unit that an import may speak about. */
  public record Candidate(UnitId id, String code, String name) {}

  /** The units over which the caller was given power, and those right below them. */
  public List<Candidate> units(AccountId caller) {
    return asked(
            Scope.units(Power.MANAGE_PEOPLE)
                + """
                , given AS (
                  SELECT u.id FROM org_unit u
                  WHERE u.id IN (SELECT unit_id FROM scope)
                    AND (u.parent_id IS NULL OR u.parent_id NOT IN (SELECT unit_id FROM scope)))
                SELECT u.id, u.code, u.name FROM org_unit u
                WHERE (u.id IN (SELECT id FROM given) OR u.parent_id IN (SELECT id FROM given))
                  AND u.valid_from <= :today AND (u.valid_to IS NULL OR u.valid_to > :today)
                ORDER BY u.id IN (SELECT id FROM given) DESC, u.name COLLATE "vi-x-icu", u.id
                LIMIT 1000
                """,
            caller)
        .query((row, number) ->
            new Candidate(
                new UnitId(row.getObject("id", UUID.class)),
                row.getString("code"),
                row.getString("name")))
        .list();
  }

  /**
   * The latest imports first.
   *
   * @param after the last one of the page before
   */
  public List<ImportView> list(AccountId caller, @Nullable ImportId after, int limit) {
    return asked(
            SELECT
                + """
                 AND (CAST(:after AS uuid) IS NULL OR (i.created_at, i.id) <
                  (SELECT created_at, id FROM official_import WHERE id = :after))
                ORDER BY i.created_at DESC, i.id DESC LIMIT :limit
                """,
            caller)
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query(this::view)
        .list();
  }

  /**
   * Rows in the order of the file.
   *
   * @param kind only these; null for all
   * @param outcome only those that came to this; null for all
   */
  public List<RowView> rows(
      AccountId caller,
      ImportId id,
      @Nullable RowKind kind,
      @Nullable String outcome,
      int after,
      int limit) {
    return asked(
            Scope.units(Power.MANAGE_PEOPLE)
                + """
                SELECT r.position, r.kind, r.display_name, r.username,
                       coalesce(r.unit_name, r.wanted ->> 'unit', r.wanted ->> 'unitCode') AS unit,
                       r.account_id, r.changes::text AS changes, r.reasons::text AS reasons,
                       r.accepted, r.outcome
                FROM official_import i JOIN official_import_row r ON r.import_id = i.id
                WHERE i.id = :id AND r.position > :after
                  AND (CAST(:kind AS text) IS NULL OR r.kind = :kind)
                  AND (CAST(:outcome AS text) IS NULL OR r.outcome = :outcome)
                  AND
                """
                + SEEN
                + " ORDER BY r.position LIMIT :limit",
            caller)
        .param("id", id.value())
        .param("after", after)
        .param("kind", kind == null ? null : kind.value())
        .param("outcome", outcome)
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  private JdbcClient.StatementSpec asked(String sql, AccountId caller) {
    return jdbc.sql(sql).param("caller", caller.value()).param("today", EffectiveDate.today(clock));
  }

  private ImportView view(ResultSet row, int number) throws SQLException {
    ImportState state = ImportState.of(row.getString("state"));
    Instant applied = instant(row, "applied_at");
    Instant until =
        state == ImportState.APPLIED && applied != null ? applied.plus(properties.undo()) : null;
    return new ImportView(
        new ImportId(row.getObject("id", UUID.class)),
        new UnitId(row.getObject("unit_id", UUID.class)),
        row.getString("unit_name"),
        row.getString("file_name"),
        row.getBoolean("complete"),
        row.getBoolean("make_posts"),
        state,
        row.getString("refusal"),
        json.readValue(row.getString("headings"), new TypeReference<Map<String, String>>() {}),
        json.readValue(row.getString("ignored"), new TypeReference<List<String>>() {}),
        row.getInt("rows"),
        counts(row.getString("kinds")),
        counts(row.getString("outcomes")),
        row.getInt("active"),
        row.getString("owner") == null ? null : new AccountId(row.getObject("owner", UUID.class)),
        row.getString("owner_name"),
        row.getBoolean("released"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        applied,
        until != null && until.isAfter(clock.instant()) ? until : null,
        row.getLong("version"));
  }

  private Map<String, Integer> counts(@Nullable String text) {
    return text == null
        ? new HashMap<>()
        : json.readValue(text, new TypeReference<Map<String, Integer>>() {});
  }

  private RowView row(ResultSet row, int number) throws SQLException {
    String kind = row.getString("kind");
    return new RowView(
        row.getInt("position"),
        kind == null ? null : RowKind.of(kind).orElseThrow(),
        row.getString("display_name"),
        row.getString("username"),
        row.getString("unit"),
        row.getObject("account_id", UUID.class),
        Arrays.asList(json.readValue(row.getString("changes"), Change[].class)),
        Arrays.asList(json.readValue(row.getString("reasons"), Reason[].class)),
        row.getBoolean("accepted"),
        row.getString("outcome"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
