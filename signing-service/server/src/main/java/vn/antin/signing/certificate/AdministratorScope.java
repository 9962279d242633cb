package vn.antin.signing.certificate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.web.Caller;

/**
 * The predicate of delegated administration, compiled into every statement about credentials. Each
 * statement begins with {@link #SEES} or {@link #ACTS}, which name the units, and asks for {@link
 * #HOLDER}.
 */
public final class AdministratorScope {
  /** The units that the token names and those below them. */
  public static final String SEES =
      """
      WITH RECURSIVE scope (id) AS (
        SELECT id FROM unit WHERE id = ANY (:administers)
        UNION
        SELECT unit.id FROM unit JOIN scope ON unit.parent_id = scope.id)
      """;

  /**
   * Those of {@link #SEES} over which the caller, by the read copy, is security administrator or
   * unit administrator now: a role taken away ends the power before the token ends.
   */
  public static final String ACTS =
      """
      WITH RECURSIVE named (id) AS (
        SELECT id FROM unit WHERE id = ANY (:administers)
        UNION
        SELECT unit.id FROM unit JOIN named ON unit.parent_id = named.id),
      held (id) AS (
        SELECT role_held.unit_id FROM role_held
        JOIN official ON official.id = role_held.official_id AND official.status = 'active'
        WHERE role_held.official_id = :caller
          AND role_held.role IN ('security-administrator', 'unit-administrator')
          AND (role_held.valid_from IS NULL OR role_held.valid_from <= :now)
          AND (role_held.valid_to IS NULL OR role_held.valid_to > :now)
        UNION
        SELECT unit.id FROM unit JOIN held ON unit.parent_id = held.id),
      scope (id) AS (SELECT id FROM named INTERSECT SELECT id FROM held)
      """;

  /**
   * True for a credential whose seal's unit is within scope, or whose official holds a post there
   * now or, holding none anywhere, held one there at last.
   */
  public static final String HOLDER =
      """
      (credential.unit_id IN (SELECT id FROM scope)
        OR EXISTS (
          SELECT FROM assignment
          WHERE assignment.official_id = credential.official_id
            AND assignment.unit_id IN (SELECT id FROM scope)
            AND (assignment.valid_from IS NULL OR assignment.valid_from <= :now)
            AND (assignment.valid_to IS NULL OR assignment.valid_to > :now))
        OR (credential.official_id IS NOT NULL
          AND credential.held_unit_id IN (SELECT id FROM scope)
          AND NOT EXISTS (
            SELECT FROM assignment
            WHERE assignment.official_id = credential.official_id
              AND (assignment.valid_from IS NULL OR assignment.valid_from <= :now)
              AND (assignment.valid_to IS NULL OR assignment.valid_to > :now))))
      """;

  private AdministratorScope() {}

  /** A statement with the parameters of the predicate bound. */
  public static JdbcClient.StatementSpec bind(
      JdbcClient sql, String statement, Caller.Person caller, Instant now) {
    return sql.sql(statement)
        .param("administers", caller.administers().stream().map(UnitId::value).toArray(UUID[]::new))
        .param("caller", caller.official().value())
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
  }
}
