package vn.antin.auth.org.lifecycle;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.UnitId;

/** Rows of {@code assignment} and {@code role_grant} of one official. */
@Repository
final class Seats {
  private final JdbcClient jdbc;

  Seats(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Has the official hold the post; empty when the unit is not in force on the first day. */
  Optional<AssignmentId> take(AccountId account, Posting posting) {
    return jdbc.sql(
            """
            WITH unit AS (
              SELECT id FROM org_unit
              WHERE id = :unit AND valid_from <= :from AND (valid_to IS NULL OR valid_to > :from)),
            found AS (
              SELECT p.id FROM post p JOIN unit ON unit.id = p.unit_id
              WHERE p.title = :title AND p.valid_from <= :from
                AND (p.valid_to IS NULL OR p.valid_to >= CAST(:until AS date))
              ORDER BY p.valid_from, p.id LIMIT 1),
            made AS (
              INSERT INTO post (unit_id, title)
              SELECT unit.id, :title FROM unit WHERE NOT EXISTS (SELECT FROM found)
              RETURNING id)
            INSERT INTO assignment (account_id, post_id, kind, valid_from, valid_to)
            SELECT :account, seat.id, :kind, :from, :until
            FROM (SELECT id FROM found UNION ALL SELECT id FROM made) seat
            RETURNING id
            """)
        .param("unit", posting.unit().value())
        .param("from", posting.from())
        .param("until", posting.until(), Types.DATE)
        .param("title", posting.title())
        .param("account", account.value())
        .param("kind", posting.kind().value())
        .query((row, number) -> new AssignmentId(row.getObject(1, UUID.class)))
        .optional();
  }

  /**
   * Whether the post brings a role of a system with it, by itself or by its unit, that no other
   * post which the official holds as long brings as well.
   */
  boolean bringsRole(AssignmentId assignment) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM assignment s JOIN post p ON p.id = s.post_id
              JOIN system_role_grant g ON g.post_id = p.id OR g.unit_id IN (
                SELECT ancestor_id FROM org_unit_ancestor WHERE unit_id = p.unit_id)
              WHERE s.id = :id AND (g.valid_to IS NULL OR g.valid_to > s.valid_from)
                AND NOT EXISTS (
                  SELECT FROM assignment held JOIN post seat ON seat.id = held.post_id
                  WHERE held.account_id = s.account_id AND held.id <> s.id
                    AND held.valid_from <= s.valid_from
                    AND (held.valid_to IS NULL OR held.valid_to >= s.valid_to)
                    AND (seat.id = g.post_id OR g.unit_id IN (
                      SELECT ancestor_id FROM org_unit_ancestor WHERE unit_id = seat.unit_id))))
            """)
        .param("id", assignment.value())
        .query(Boolean.class)
        .single();
  }

  /** Ends the main post held until then, whose first day must lie before; gives its unit. */
  Optional<UnitId> endMain(AccountId account, LocalDate on) {
    return jdbc.sql(
            """
            UPDATE assignment s SET valid_to = :on
            FROM post p
            WHERE s.account_id = :account AND s.kind = 'main' AND p.id = s.post_id
              AND s.valid_from < :on AND (s.valid_to IS NULL OR s.valid_to > :on)
            RETURNING p.unit_id
            """)
        .param("account", account.value())
        .param("on", on)
        .query((row, number) -> new UnitId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Whether a main post begins on that day or later. */
  boolean mainFrom(AccountId account, LocalDate day) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM assignment
                           WHERE account_id = :account AND kind = 'main' AND valid_from >= :day
                             AND (valid_to IS NULL OR valid_to > valid_from))
            """)
        .param("account", account.value())
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  /**
   * Ends one post; empty when the official does not hold it on the day before. One that has not
   * begun today may be called off: it ends on its first day.
   */
  Optional<UnitId> end(AccountId account, AssignmentId assignment, LocalDate on, LocalDate today) {
    return jdbc.sql(
            """
            UPDATE assignment s SET valid_to = greatest(:on, s.valid_from)
            FROM post p
            WHERE s.id = :id AND s.account_id = :account AND p.id = s.post_id
              AND (s.valid_from < :on OR s.valid_from > :today)
              AND (s.valid_to IS NULL OR s.valid_to > greatest(:on, s.valid_from))
            RETURNING p.unit_id
            """)
        .param("id", assignment.value())
        .param("account", account.value())
        .param("on", on)
        .param("today", today)
        .query((row, number) -> new UnitId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Ends every post and role on that day; one that would begin later never begins. */
  void endAll(AccountId account, LocalDate on) {
    jdbc.sql(
            """
            WITH posts AS (
              UPDATE assignment SET valid_to = greatest(:on, valid_from)
              WHERE account_id = :account
                AND (valid_to IS NULL OR valid_to > greatest(:on, valid_from))),
            systems AS (
              UPDATE system_role_grant SET valid_to = greatest(:on, valid_from)
              WHERE account_id = :account
                AND (valid_to IS NULL OR valid_to > greatest(:on, valid_from)))
            UPDATE role_grant SET valid_to = greatest(:on, valid_from)
            WHERE account_id = :account
              AND (valid_to IS NULL OR valid_to > greatest(:on, valid_from))
            """)
        .param("account", account.value())
        .param("on", on)
        .update();
  }

  /** Ends the roles over units that the unit does not lie in; gives how many. */
  int endRolesElsewhere(AccountId account, UnitId unit, LocalDate on) {
    return jdbc.sql(
            """
            UPDATE role_grant SET valid_to = greatest(:on, valid_from)
            WHERE account_id = :account
              AND (valid_to IS NULL OR valid_to > greatest(:on, valid_from))
              AND unit_id NOT IN (
                SELECT ancestor_id FROM org_unit_ancestor WHERE unit_id = :unit)
            """)
        .param("account", account.value())
        .param("unit", unit.value())
        .param("on", on)
        .update();
  }
}
