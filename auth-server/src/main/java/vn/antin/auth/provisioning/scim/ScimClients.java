package vn.antin.auth.provisioning.scim;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;

/** Which client keeps the people of which unit; decided by who may give power over that unit. */
@Repository
public final class ScimClients {
  private static final String SCOPE = Scope.units(Power.GRANT_POWER);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final InstantSource clock;

  ScimClients(
      JdbcClient jdbc, TransactionTemplate transaction, AuditLog audit, InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** A client and the unit it was given. */
  public record Given(String clientId, String clientName, UUID unit, String unitName) {}

  /** The client of an access token about itself. */
  ScimClient of(Jwt token) {
    String id = token.getSubject();
    return jdbc.sql(
            """
            SELECT c.client_id, c.unit_id, u.parent_id IS NULL AS root
            FROM scim_client c JOIN org_unit u ON u.id = c.unit_id WHERE c.client_id = :id
            """)
        .param("id", id == null ? "" : id)
        .query((row, number) ->
            new ScimClient(
                row.getString("client_id"),
                row.getObject("unit_id", UUID.class),
                row.getBoolean("root")))
        .optional()
        .orElseThrow(() ->
            new ScimFault(403, null, "no unit was given to this client to keep the people of"));
  }

  /** The clients whose unit is within the caller's power. */
  public List<Given> list(AccountId caller) {
    return asked(
            SCOPE
                + """
                SELECT c.client_id, o.name AS client_name, c.unit_id, u.name
                FROM scim_client c JOIN org_unit u ON u.id = c.unit_id
                JOIN oauth2_client o ON o.client_id = c.client_id
                WHERE c.unit_id IN (SELECT unit_id FROM scope) ORDER BY c.client_id
                """,
            caller)
        .query((row, number) ->
            new Given(
                row.getString("client_id"),
                row.getString("client_name"),
                row.getObject("unit_id", UUID.class),
                row.getString("name")))
        .list();
  }

  /** Gives a client a unit, in place of an earlier one; false when the caller may not. */
  public boolean give(AccountId caller, String clientId, UnitId unit) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<String> given =
              asked(
                      SCOPE
                          + """
                          INSERT INTO scim_client (client_id, unit_id, granted_by, granted_at)
                          SELECT o.client_id, scope.unit_id, :caller, :now
                          FROM scope, oauth2_client o
                          WHERE scope.unit_id = :unit AND o.client_id = :client
                          ON CONFLICT (client_id) DO UPDATE
                          SET unit_id = excluded.unit_id, granted_by = excluded.granted_by,
                              granted_at = excluded.granted_at
                          WHERE scim_client.unit_id IN (SELECT unit_id FROM scope)
                          RETURNING client_id
                          """,
                      caller)
                  .param("client", clientId)
                  .param("unit", unit.value())
                  .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                  .query((row, number) -> row.getString(1))
                  .optional();
          given.ifPresent(id -> note("scim.client-given", caller, id, unit.toString()));
          return given.isPresent();
        }));
  }

  /** Takes it away; false when there is none within the caller's power. */
  public boolean take(AccountId caller, String clientId) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<String> unit =
              asked(
                      SCOPE
                          + """
                          DELETE FROM scim_client
                          WHERE client_id = :client AND unit_id IN (SELECT unit_id FROM scope)
                          RETURNING unit_id::text
                          """,
                      caller)
                  .param("client", clientId)
                  .query((row, number) -> row.getString(1))
                  .optional();
          unit.ifPresent(id -> note("scim.client-taken", caller, clientId, id));
          return unit.isPresent();
        }));
  }

  private void note(String type, AccountId caller, String client, String unit) {
    audit.append(new AuditEvent(type, caller.toString(), client, Map.of("unit", unit), Map.of()));
  }

  private JdbcClient.StatementSpec asked(String sql, AccountId caller) {
    return jdbc.sql(sql).param("caller", caller.value()).param("today", EffectiveDate.today(clock));
  }
}
