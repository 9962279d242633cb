package vn.antin.signing.people;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.problem.Problem;

/** What the read copy knows. Thread-safe; every answer is read from the database. */
public final class People {
  /** An official as certificates name them. */
  public record Official(OfficialId id, String username, String displayName, boolean active) {}

  /** A unit as certificates name it. */
  public record Unit(UnitId id, String code, String name) {}

  private final JdbcClient sql;
  private final InstantSource time;
  private final Duration staleAfter;

  People(JdbcClient sql, InstantSource time, Duration staleAfter) {
    this.sql = sql;
    this.time = time;
    this.staleAfter = staleAfter;
  }

  /** True when the copy may lag so far behind that acts of power must not rest on it. */
  public boolean stale() {
    return olderThan(staleAfter);
  }

  /** Acts of power do not rest on a copy that lags behind: PEOPLE_STALE when it is stale. */
  public void requireFresh() {
    if (stale()) {
      throw Problem.PEOPLE_STALE.because("the read copy of people lags behind");
    }
  }

  /**
   * What was allowed before goes on for a while on a copy that lags behind: PEOPLE_STALE when it is
   * stale and older than that.
   */
  public void requireWithin(Duration age) {
    if (olderThan(age.compareTo(staleAfter) > 0 ? age : staleAfter)) {
      throw Problem.PEOPLE_STALE.because("the read copy of people lags far behind");
    }
  }

  private boolean olderThan(Duration age) {
    return sql.sql("SELECT synced_at FROM people_feed")
        .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(at -> at.toInstant().plus(age).isBefore(time.instant()))
        .orElse(true);
  }

  /**
   * True once the first people with their rights have been copied; a large province goes on being
   * copied while it is served already.
   */
  boolean begun() {
    return sql.sql(
            """
            SELECT synced_at IS NOT NULL OR EXISTS (SELECT FROM role_held) FROM people_feed
            """)
        .query(Boolean.class)
        .single();
  }

  public Optional<Official> official(OfficialId id) {
    return sql.sql("SELECT id, username, display_name, status FROM official WHERE id = :id")
        .param("id", id.value())
        .query(People::official)
        .optional();
  }

  public Optional<Unit> unit(UnitId id) {
    return sql.sql("SELECT id, coalesce(code, '') AS code, name FROM unit WHERE id = :id")
        .param("id", id.value())
        .query(People::unit)
        .optional();
  }

  /**
   * SQL that is true for a row of units, posts or roles held that is in force at {@code :now}.
   *
   * @param row what the row is called in the statement
   */
  public static String inForce(String row) {
    return """
    (%1$s.valid_from IS NULL OR %1$s.valid_from <= :now)
      AND (%1$s.valid_to IS NULL OR %1$s.valid_to > :now)
    """
        .formatted(row);
  }

  /**
   * SQL for the post that says where an official belongs at {@code :now}: the main one, else
   * another in force; at most one row.
   *
   * @param official SQL for the official's id
   * @param columns what is wanted of {@code assignment}
   * @param among which posts count; {@code true} for all
   */
  public static String post(String official, String columns, String among) {
    return """
    (SELECT %s FROM assignment
      WHERE assignment.official_id = %s AND %s AND
    """
            .formatted(columns, official, among)
        + inForce("assignment")
        + " ORDER BY assignment.kind = 'main' DESC, assignment.id LIMIT 1)\n";
  }

  /** The unit in which the official holds the main post now. */
  public Optional<Unit> mainUnit(OfficialId id) {
    return sql.sql(
            """
            SELECT unit.id, coalesce(unit.code, '') AS code, unit.name FROM unit WHERE unit.id =
            """
                + post(":id", "assignment.unit_id", "true"))
        .param("id", id.value())
        .param("now", time.instant().atOffset(UTC))
        .query(People::unit)
        .optional();
  }

  /** Root units in force: the provinces themselves. */
  public List<Unit> provinces() {
    return sql.sql(
            """
            SELECT id, coalesce(code, '') AS code, name FROM unit
            WHERE kind = 'province' AND parent_id IS NULL
              AND (valid_to IS NULL OR valid_to > :now)
            ORDER BY code, id
            """)
        .param("now", time.instant().atOffset(UTC))
        .query(People::unit)
        .list();
  }

  /** True when the unit took over from another: its seal is then asked for, never just made. */
  public boolean successor(UnitId unit) {
    return sql.sql("SELECT EXISTS (SELECT FROM succession WHERE successor_id = :unit)")
        .param("unit", unit.value())
        .query(Boolean.class)
        .single();
  }

  /** True when the official holds the role on exactly this unit now and is active. */
  public boolean holdsRole(OfficialId official, String role, UnitId unit) {
    return sql.sql(
                """
                SELECT count(*) FROM role_held JOIN official ON official.id = role_held.official_id
                WHERE role_held.official_id = :official AND role_held.role = :role
                  AND role_held.unit_id = :unit AND official.status = 'active' AND
                """
                    + inForce("role_held"))
            .param("official", official.value())
            .param("role", role)
            .param("unit", unit.value())
            .param("now", time.instant().atOffset(UTC))
            .query(Long.class)
            .single()
        > 0;
  }

  private static Official official(ResultSet row, int number) throws SQLException {
    return new Official(
        new OfficialId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("display_name"),
        "active".equals(row.getString("status")));
  }

  private static Unit unit(ResultSet row, int number) throws SQLException {
    return new Unit(
        new UnitId(row.getObject("id", UUID.class)), row.getString("code"), row.getString("name"));
  }
}
