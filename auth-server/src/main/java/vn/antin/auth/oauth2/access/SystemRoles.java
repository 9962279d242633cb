package vn.antin.auth.oauth2.access;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;

/** The roles of systems and who has them, each statement within the caller's scope. */
@Repository
class SystemRoles {
  /** Whether grant {@code g} is about somebody within the scope. */
  private static final String WITHIN =
      """
      (g.account_id IS NULL OR EXISTS (SELECT FROM account a WHERE a.id = g.account_id AND %s))
      AND (g.post_id IS NULL OR EXISTS (SELECT FROM post p JOIN scope USING (unit_id)
                                        WHERE p.id = g.post_id))
      AND (g.unit_id IS NULL OR g.unit_id IN (SELECT unit_id FROM scope))
      """
          .formatted(Scope.ALLOWS);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  SystemRoles(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Shown to whoever administers any unit. */
  List<SystemRole> of(AccountId caller, String clientId) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + """
                SELECT role, label, delegated FROM system_role
                WHERE client_id = :client AND (SELECT EXISTS (SELECT FROM scope))
                ORDER BY role
                """)
        .param("caller", caller.value())
        .param("today", EffectiveDate.today(clock))
        .param("client", clientId)
        .query((row, number) ->
            new SystemRole(
                row.getString("role"), row.getString("label"), row.getBoolean("delegated")))
        .list();
  }

  /** The power that giving a role takes; empty when the system does not know it. */
  Optional<Power> powerFor(String clientId, String role) {
    return jdbc.sql("SELECT delegated FROM system_role WHERE client_id = :client AND role = :role")
        .param("client", clientId)
        .param("role", role)
        .query(Boolean.class)
        .optional()
        .map(delegated -> delegated ? Power.MANAGE_PEOPLE : Power.GRANT_POWER);
  }

  /** Adds a role or changes its label; false when there is no such system. */
  boolean put(String clientId, SystemRole role) {
    return jdbc.sql(
                """
                INSERT INTO system_role (client_id, role, label, delegated)
                SELECT client_id, :role, :label, :delegated FROM oauth2_client
                WHERE client_id = :client
                ON CONFLICT (client_id, role) DO UPDATE
                SET label = excluded.label, delegated = excluded.delegated
                """)
            .param("client", clientId)
            .param("role", role.role())
            .param("label", role.label())
            .param("delegated", role.delegated())
            .update()
        == 1;
  }

  /** Takes the role away from the system and from everyone. */
  boolean remove(String clientId, String role) {
    return jdbc.sql("DELETE FROM system_role WHERE client_id = :client AND role = :role")
            .param("client", clientId)
            .param("role", role)
            .update()
        == 1;
  }

  /** The grants in force or to come that the caller may see, in the order of their ids. */
  List<RoleGrant> grants(AccountId caller, String clientId, @Nullable UUID after, int limit) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + """
                SELECT g.id, g.role, g.account_id AS account, g.post_id AS post, g.unit_id AS unit,
                  coalesce(official.display_name, seat.title || ', ' || place.name, below.name)
                    AS holder,
                  g.valid_from, g.valid_to
                FROM system_role_grant g
                LEFT JOIN account official ON official.id = g.account_id
                LEFT JOIN post seat ON seat.id = g.post_id
                LEFT JOIN org_unit place ON place.id = seat.unit_id
                LEFT JOIN org_unit below ON below.id = g.unit_id
                WHERE g.client_id = :client AND g.id > :after
                  AND (g.valid_to IS NULL OR g.valid_to > :today) AND
                """
                + WITHIN
                + "ORDER BY g.id LIMIT :limit")
        .param("caller", caller.value())
        .param("today", EffectiveDate.today(clock))
        .param("client", clientId)
        .param("after", after == null ? new UUID(0, 0) : after)
        .param("limit", limit)
        .query((row, number) ->
            new RoleGrant(
                row.getObject("id", UUID.class),
                row.getString("role"),
                row.getObject("account", UUID.class),
                row.getObject("post", UUID.class),
                row.getObject("unit", UUID.class),
                row.getString("holder"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class)))
        .list();
  }

  /**
   * A grant just made.
   *
   * @param holder the account, post or unit
   */
  record Given(UUID id, UUID holder) {}

  /** Whether this would give a role to the caller, or to a unit where nobody else holds a post. */
  boolean own(AccountId caller, NewRoleGrant wanted) {
    return jdbc.sql(
            """
            WITH held AS (
              SELECT s.account_id, s.post_id, p.unit_id
              FROM assignment s JOIN post p ON p.id = s.post_id
              WHERE s.valid_to IS NULL OR s.valid_to > greatest(s.valid_from, :today)),
            reached AS (
              SELECT h.account_id FROM held h JOIN org_unit_ancestor up ON up.unit_id = h.unit_id
              WHERE up.ancestor_id = coalesce(CAST(:unit AS uuid),
                (SELECT id FROM org_unit WHERE code = :unitCode AND valid_to IS NULL)))
            SELECT EXISTS (SELECT FROM account
                           WHERE id = :caller
                             AND (id = CAST(:account AS uuid) OR username = :username))
              OR EXISTS (SELECT FROM held
                         WHERE account_id = :caller AND post_id = CAST(:post AS uuid))
              OR (EXISTS (SELECT FROM reached WHERE account_id = :caller)
                  AND NOT EXISTS (SELECT FROM reached WHERE account_id <> :caller))
            """)
        .param("caller", caller.value())
        .param("today", EffectiveDate.today(clock))
        .param("account", wanted.account())
        .param("username", wanted.username())
        .param("post", wanted.post())
        .param("unit", wanted.unit())
        .param("unitCode", wanted.unitCode())
        .query(Boolean.class)
        .single();
  }

  /** Gives a role; empty when nobody within the caller's scope is meant. */
  Optional<Given> give(AccountId caller, String clientId, NewRoleGrant wanted, Power needed) {
    return jdbc.sql(
            Scope.units(needed)
                + """
                INSERT INTO system_role_grant
                  (client_id, role, account_id, post_id, unit_id, valid_from, valid_to)
                SELECT :client, :role, g.account_id, g.post_id, g.unit_id, :from, :to
                FROM (SELECT
                  coalesce(CAST(:account AS uuid),
                    (SELECT id FROM account WHERE username = :username)) AS account_id,
                  CAST(:post AS uuid) AS post_id,
                  coalesce(CAST(:unit AS uuid),
                    (SELECT id FROM org_unit WHERE code = :unitCode AND valid_to IS NULL))
                    AS unit_id) g
                WHERE num_nonnulls(g.account_id, g.post_id, g.unit_id) = 1 AND
                """
                + WITHIN
                + "RETURNING id, coalesce(account_id, post_id, unit_id) AS holder")
        .param("caller", caller.value())
        .param("today", EffectiveDate.today(clock))
        .param("client", clientId)
        .param("role", wanted.role())
        .param("account", wanted.account())
        .param("username", wanted.username())
        .param("post", wanted.post())
        .param("unit", wanted.unit())
        .param("unitCode", wanted.unitCode())
        .param("from", wanted.validFrom())
        .param("to", wanted.validTo())
        .query((row, number) ->
            new Given(row.getObject("id", UUID.class), row.getObject("holder", UUID.class)))
        .optional();
  }

  /** The role of a grant that is in force or to come. */
  Optional<String> roleOf(String clientId, UUID grant) {
    return jdbc.sql("SELECT role FROM system_role_grant WHERE client_id = :client AND id = :id")
        .param("client", clientId)
        .param("id", grant)
        .query((row, number) -> row.getString("role"))
        .optional();
  }

  /** Ends a grant today; false when there is none within the caller's scope. */
  boolean end(AccountId caller, String clientId, UUID grant, Power needed) {
    LocalDate today = EffectiveDate.today(clock);
    return jdbc.sql(
                Scope.units(needed)
                    + """
                    UPDATE system_role_grant g SET valid_to = greatest(:today, g.valid_from)
                    WHERE g.client_id = :client AND g.id = :id
                      AND (g.valid_to IS NULL OR g.valid_to > :today) AND
                    """
                    + WITHIN)
            .param("caller", caller.value())
            .param("today", today)
            .param("client", clientId)
            .param("id", grant)
            .update()
        == 1;
  }
}
