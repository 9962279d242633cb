package vn.antin.auth.org.reorganisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;

/** Reads, in the transaction that has carried a plan out, what that changed. */
@Repository
final class Differences {
  private static final int MOST = 500;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Differences(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What lies above a unit is named only as far as the caller administers it. */
  Difference read(AccountId caller, LocalDate day) {
    List<Difference.UnitLine> units = units(caller, day);
    return new Difference(
        day,
        new Difference.Totals(
            (int) units.stream().filter(line -> line.was() == null).count(),
            (int) units.stream().filter(line -> line.becomes() == null).count(),
            (int)
                units.stream().filter(line -> line.was() != null && line.becomes() != null).count(),
            count(
                """
                SELECT count(DISTINCT s.account_id)
                FROM post_version became
                JOIN post_version was ON was.post_id = became.post_id AND was.valid_to = :day
                  AND was.unit_id <> became.unit_id
                JOIN assignment s ON s.post_id = became.post_id
                  AND (s.valid_to IS NULL OR s.valid_to > :day)
                WHERE became.valid_from = :day AND became.recorded_in = pg_current_xact_id()
                """,
                day),
            count(UNPLACED.formatted("count(*)"), day),
            count(ROLES.formatted("count(*)"), day)),
        units.subList(0, Math.min(MOST, units.size())),
        moved(day),
        unplaced(day),
        roles(day),
        seals(day));
  }

  private List<Difference.UnitLine> units(AccountId caller, LocalDate day) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_UNITS)
                + """
                SELECT u.id, was.code AS was_code, was.name AS was_name, was.kind AS was_kind,
                       was_above.name AS was_parent,
                       became.code, became.name, became.kind, above.name AS parent,
                       ARRAY (SELECT heir.name FROM org_unit_successor s
                              JOIN org_unit heir ON heir.id = s.successor_id
                              WHERE s.unit_id = u.id AND s.effective_on = :day ORDER BY heir.code)
                         AS successors
                FROM org_unit u
                LEFT JOIN org_unit_version was ON was.unit_id = u.id AND was.valid_to = :day
                LEFT JOIN org_unit_version was_above ON was_above.unit_id = was.parent_id
                  AND was_above.unit_id IN (SELECT unit_id FROM scope)
                  AND was_above.valid_from < :day
                  AND (was_above.valid_to IS NULL OR was_above.valid_to >= :day)
                LEFT JOIN org_unit_version became ON became.unit_id = u.id
                  AND became.valid_from = :day AND u.valid_to IS NULL
                LEFT JOIN org_unit above ON above.id = became.parent_id
                  AND above.id IN (SELECT unit_id FROM scope)
                WHERE u.changed_in = pg_current_xact_id()
                  AND (was.unit_id IS NOT NULL OR became.unit_id IS NOT NULL)
                ORDER BY became.unit_id IS NOT NULL AND was.unit_id IS NOT NULL,
                         coalesce(was.code, became.code), u.id
                """)
        .param("caller", caller.value())
        .param("today", EffectiveDate.today(clock))
        .param("day", day)
        .query((row, number) ->
            new Difference.UnitLine(
                row.getObject("id", UUID.class),
                look(row, "was_"),
                look(row, ""),
                Stream.of((Object[]) row.getArray("successors").getArray())
                    .map(String.class::cast)
                    .toList()))
        .list();
  }

  private static Difference.@Nullable Look look(ResultSet row, String prefix) throws SQLException {
    String name = row.getString(prefix + "name");
    return name == null
        ? null
        : new Difference.Look(
            row.getString(prefix + "code"),
            name,
            row.getString(prefix + "kind"),
            row.getString(prefix + "parent"));
  }

  private List<Difference.MovedLine> moved(LocalDate day) {
    return jdbc.sql(
            """
            SELECT left_unit.name AS left_name, entered.name AS entered_name,
                   count(DISTINCT s.account_id) AS officials
            FROM post_version became
            JOIN post_version was ON was.post_id = became.post_id AND was.valid_to = :day
              AND was.unit_id <> became.unit_id
            JOIN assignment s ON s.post_id = became.post_id
              AND (s.valid_to IS NULL OR s.valid_to > :day)
            JOIN org_unit left_unit ON left_unit.id = was.unit_id
            JOIN org_unit entered ON entered.id = became.unit_id
            WHERE became.valid_from = :day AND became.recorded_in = pg_current_xact_id()
            GROUP BY left_unit.id, left_unit.code, left_unit.name, entered.id, entered.name
            ORDER BY left_unit.code, left_unit.id LIMIT :most
            """)
        .param("day", day)
        .param("most", MOST)
        .query((row, number) ->
            new Difference.MovedLine(
                row.getString("left_name"), row.getString("entered_name"), row.getInt("officials")))
        .list();
  }

  private static final String UNPLACED =
      """
      SELECT %s FROM assignment s
      JOIN account a ON a.id = s.account_id JOIN post p ON p.id = s.post_id
      JOIN org_unit u ON u.id = p.unit_id
      WHERE s.changed_in = pg_current_xact_id() AND p.valid_to = :day AND s.valid_to >= :day
      """;

  private List<Difference.UnplacedLine> unplaced(LocalDate day) {
    return jdbc.sql(
            UNPLACED.formatted("a.display_name, p.title, u.name")
                + "ORDER BY u.code, a.given_name COLLATE \"vi-x-icu\", a.id LIMIT :most")
        .param("day", day)
        .param("most", MOST)
        .query((row, number) ->
            new Difference.UnplacedLine(
                row.getString("display_name"), row.getString("title"), row.getString("name")))
        .list();
  }

  private static final String ROLES =
      """
      SELECT %s FROM role_grant g
      JOIN account a ON a.id = g.account_id JOIN org_unit u ON u.id = g.unit_id
      WHERE g.changed_in = pg_current_xact_id() AND g.valid_from >= :day
        AND g.valid_to IS DISTINCT FROM g.valid_from
      """;

  private List<Difference.RoleLine> roles(LocalDate day) {
    return jdbc.sql(
            ROLES.formatted("a.display_name, g.role, u.name")
                + "ORDER BY u.code, g.role, a.id LIMIT :most")
        .param("day", day)
        .param("most", MOST)
        .query((row, number) ->
            new Difference.RoleLine(
                row.getString("display_name"), row.getString("role"), row.getString("name")))
        .list();
  }

  private List<Difference.SealLine> seals(LocalDate day) {
    return jdbc.sql(
            """
            SELECT u.name, array_agg(a.display_name ORDER BY a.id) AS custody
            FROM org_unit u
            JOIN role_grant g ON g.unit_id = u.id AND g.role = 'records-clerk'
              AND g.valid_from <= :day AND (g.valid_to IS NULL OR g.valid_to >= :day)
            JOIN account a ON a.id = g.account_id
            WHERE u.changed_in = pg_current_xact_id() AND u.valid_to = :day
            GROUP BY u.id, u.code, u.name ORDER BY u.code LIMIT :most
            """)
        .param("day", day)
        .param("most", MOST)
        .query((row, number) ->
            new Difference.SealLine(
                row.getString("name"),
                Stream.of((Object[]) row.getArray("custody").getArray())
                    .map(String.class::cast)
                    .toList()))
        .list();
  }

  private int count(String sql, LocalDate day) {
    return jdbc.sql(sql).param("day", day).query(Integer.class).single();
  }
}
