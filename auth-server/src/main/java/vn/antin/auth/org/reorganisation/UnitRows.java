package vn.antin.auth.org.reorganisation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;

/** What hangs on units and follows them, thousands of rows by one statement. */
@Repository
final class UnitRows {
  private final JdbcClient jdbc;

  UnitRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One reorganisation at a time, also while it is only rehearsed. */
  void lock() {
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('reorganisation'))").query().singleRow();
  }

  void moveUnitsBelow(Collection<UnitId> from, UnitId to) {
    jdbc.sql(
            """
            UPDATE org_unit SET parent_id = :to
            WHERE parent_id = ANY (:from) AND valid_to IS NULL AND id <> :to
              AND id <> ALL (:from)
            """)
        .param("from", ids(from))
        .param("to", to.value())
        .update();
  }

  void movePosts(Collection<UnitId> from, UnitId to, LocalDate day) {
    jdbc.sql(
            """
            UPDATE post SET unit_id = :to
            WHERE unit_id = ANY (:from) AND (valid_to IS NULL OR valid_to > :day)
            """)
        .param("from", ids(from))
        .param("to", to.value())
        .param("day", day)
        .update();
  }

  /** Answers how many of the posts there were to be given. */
  int transfer(List<PostId> posts, UnitId to, LocalDate day) {
    return jdbc.sql(
            """
            UPDATE post SET unit_id = :to
            WHERE id = ANY (:posts) AND (valid_to IS NULL OR valid_to > :day)
            """)
        .param("posts", posts.stream().map(PostId::value).distinct().toArray(UUID[]::new))
        .param("to", to.value())
        .param("day", day)
        .update();
  }

  boolean hasUnitsBelow(UnitId unit, LocalDate day) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM org_unit WHERE parent_id = :unit
                           AND (valid_to IS NULL OR valid_to > :day))
            """)
        .param("unit", unit.value())
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  void endPosts(UnitId unit, LocalDate day) {
    jdbc.sql(
            """
            UPDATE assignment s SET valid_to = greatest(s.valid_from, :day)
            FROM post p
            WHERE p.id = s.post_id AND p.unit_id = :unit
              AND (s.valid_to IS NULL OR s.valid_to > greatest(s.valid_from, :day))
            """)
        .param("unit", unit.value())
        .param("day", day)
        .update();
    jdbc.sql(
            """
            UPDATE post SET valid_to = :day
            WHERE unit_id = :unit AND valid_from < :day AND (valid_to IS NULL OR valid_to > :day)
            """)
        .param("unit", unit.value())
        .param("day", day)
        .update();
  }

  void succeed(UnitId unit, List<UnitId> by, LocalDate day) {
    jdbc.sql(
            """
            INSERT INTO org_unit_successor (unit_id, successor_id, effective_on)
            SELECT :unit, successor, :day FROM unnest(:by) AS successor
            ON CONFLICT DO NOTHING
            """)
        .param("unit", unit.value())
        .param("by", ids(by))
        .param("day", day)
        .update();
  }

  /** Roles over the units end and go on over those that take over; custody of a seal does not. */
  void rolesFollow(Collection<UnitId> from, List<UnitId> to, LocalDate day) {
    rolesCopied(from, to, day);
    jdbc.sql(
            """
            UPDATE role_grant SET valid_to = greatest(valid_from, :day)
            WHERE unit_id = ANY (:from) AND role <> 'records-clerk'
              AND (valid_to IS NULL OR valid_to > greatest(valid_from, :day))
            """)
        .param("from", ids(from))
        .param("day", day)
        .update();
  }

  /** Roles over the unit are held over its new parts as well. */
  void rolesSpread(UnitId from, List<UnitId> to, LocalDate day) {
    rolesCopied(List.of(from), to, day);
  }

  private void rolesCopied(Collection<UnitId> from, List<UnitId> to, LocalDate day) {
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from, valid_to)
            SELECT g.account_id, g.role, successor, min(greatest(g.valid_from, :day)),
                   CASE WHEN bool_or(g.valid_to IS NULL) THEN NULL ELSE max(g.valid_to) END
            FROM role_grant g CROSS JOIN unnest(:to) AS successor
            WHERE g.unit_id = ANY (:from) AND g.role <> 'records-clerk'
              AND (g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, :day))
              AND NOT EXISTS (
                SELECT FROM role_grant present
                WHERE present.account_id = g.account_id AND present.role = g.role
                  AND present.unit_id = successor AND present.valid_from <= g.valid_from
                  AND (present.valid_to IS NULL OR present.valid_to >= g.valid_to))
            GROUP BY g.account_id, g.role, successor
            """)
        .param("from", ids(from))
        .param("to", ids(to))
        .param("day", day)
        .update();
  }

  /** The units of the posts today. */
  List<UnitId> unitsOf(List<PostId> posts) {
    return jdbc.sql("SELECT DISTINCT unit_id FROM post WHERE id = ANY (:posts)")
        .param("posts", posts.stream().map(PostId::value).toArray(UUID[]::new))
        .query((row, number) -> new UnitId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Whether roles over the units would follow that only a security administrator may give, in this
   * house or in a system.
   */
  boolean weightyRoles(Collection<UnitId> units, LocalDate day) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM role_grant
              WHERE unit_id = ANY (:units) AND role NOT IN ('unit-administrator', 'records-clerk')
                AND (valid_to IS NULL OR valid_to > greatest(valid_from, :day)))
              OR EXISTS (
                SELECT FROM system_role_grant g
                JOIN system_role r ON r.client_id = g.client_id AND r.role = g.role
                WHERE g.unit_id = ANY (:units) AND NOT r.delegated
                  AND (g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, :day)))
            """)
        .param("units", ids(units))
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  /** Whether somebody with a role over those units does not hold it over all that they join. */
  boolean rolesReach(Collection<UnitId> from, Collection<UnitId> joined, LocalDate day) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM role_grant g CROSS JOIN unnest(:joined) AS joined (id)
              WHERE g.unit_id = ANY (:from) AND g.role <> 'records-clerk'
                AND (g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, :day))
                AND NOT EXISTS (
                  SELECT FROM org_unit_ancestor own JOIN role_grant has
                    ON has.unit_id = own.ancestor_id
                  WHERE own.unit_id = joined.id AND has.account_id = g.account_id
                    AND has.role = g.role AND has.valid_from <= greatest(g.valid_from, :day)
                    AND (has.valid_to IS NULL OR has.valid_to >= g.valid_to)))
            """)
        .param("from", ids(from))
        .param("joined", ids(joined))
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  void endRoles(UnitId unit, LocalDate day) {
    jdbc.sql(
            """
            UPDATE role_grant SET valid_to = greatest(valid_from, :day)
            WHERE unit_id = :unit AND role <> 'records-clerk'
              AND (valid_to IS NULL OR valid_to > greatest(valid_from, :day))
            """)
        .param("unit", unit.value())
        .param("day", day)
        .update();
  }

  private static UUID[] ids(Collection<UnitId> units) {
    return units.stream().map(UnitId::value).toArray(UUID[]::new);
  }
}
