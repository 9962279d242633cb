package vn.antin.auth.org.power;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Username;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;

/**
 * Who is what over which units. A caller who holds {@link Power#GRANT_POWER} sees the grants whose
 * unit and official are both within their scope. Giving takes two ({@link RoleGrantAct}), taking
 * away one.
 */
@Repository
public final class RoleGrants {
  private static final String WITHIN =
      Scope.units(Power.GRANT_POWER)
          + """
          SELECT g.id, g.account_id, a.display_name, g.role, g.unit_id, u.name, g.valid_from,
                 g.valid_to, g.changed_in::text::bigint AS version
          FROM role_grant g JOIN account a ON a.id = g.account_id JOIN org_unit u ON u.id = g.unit_id
          WHERE g.unit_id IN (SELECT unit_id FROM scope) AND
          """
          + Scope.ALLOWS;

  private final JdbcClient jdbc;
  private final Powers powers;
  private final Governance governance;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;

  RoleGrants(
      JdbcClient jdbc,
      Powers powers,
      Governance governance,
      TransactionTemplate transaction,
      AuditLog audit,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.powers = powers;
    this.governance = governance;
    this.transaction = transaction;
    this.audit = audit;
    this.events = events;
  }

  /**
   * The grants in force or to come within the caller's scope, in the order of their ids.
   *
   * @param account only this official's, when given
   * @param unit only those over this very unit, when given
   * @param after the last grant of the page before
   */
  public List<RoleGrant> within(
      AccountId caller,
      @Nullable AccountId account,
      @Nullable UnitId unit,
      @Nullable UUID after,
      int limit) {
    StringBuilder sql =
        new StringBuilder(WITHIN)
            .append(" AND (g.valid_to IS NULL OR g.valid_to > greatest(:today, g.valid_from))");
    Map<String, Object> parameters = parameters(caller);
    parameters.put("limit", limit);
    if (account != null) {
      sql.append(" AND g.account_id = :account");
      parameters.put("account", account.value());
    }
    if (unit != null) {
      sql.append(" AND g.unit_id = :unit");
      parameters.put("unit", unit.value());
    }
    if (after != null) {
      sql.append(" AND g.id > :after");
      parameters.put("after", after);
    }
    return jdbc.sql(sql.append(" ORDER BY g.id LIMIT :limit").toString())
        .params(parameters)
        .query(RoleGrants::grant)
        .list();
  }

  /** One grant within the caller's scope, also when it has ended. */
  public Optional<RoleGrant> find(AccountId caller, UUID id) {
    Map<String, Object> parameters = parameters(caller);
    parameters.put("id", id);
    return jdbc.sql(WITHIN + " AND g.id = :id")
        .params(parameters)
        .query(RoleGrants::grant)
        .optional();
  }

  /** The official of this user name, if within the caller's scope. */
  public Optional<AccountId> official(AccountId caller, String username) {
    Map<String, Object> parameters = parameters(caller);
    parameters.put("username", new Username(username).value());
    return jdbc.sql(
            Scope.units(Power.GRANT_POWER)
                + "SELECT a.id FROM account a WHERE a.username = :username AND "
                + Scope.ALLOWS)
        .params(parameters)
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** The unit that has this code today, if within the caller's scope. */
  public Optional<UnitId> unit(AccountId caller, String code) {
    Map<String, Object> parameters = parameters(caller);
    parameters.put("code", code.strip());
    return jdbc.sql(
            Scope.units(Power.GRANT_POWER)
                + """
                SELECT u.id FROM org_unit u
                WHERE u.code = :code AND u.id IN (SELECT unit_id FROM scope)
                  AND u.valid_from <= :today AND (u.valid_to IS NULL OR u.valid_to > :today)
                """)
        .params(parameters)
        .query((row, number) -> new UnitId(row.getObject(1, UUID.class)))
        .optional();
  }

  /**
   * Ends a grant today.
   *
   * @param version what the caller has looked at
   * @throws RefusedAct when the official holds more than the caller, when the grant has changed or
   *     ended meanwhile, or when nobody would be left to administer the whole
   */
  public void withdraw(AccountId caller, UUID id, long version) {
    transaction.executeWithoutResult(status -> {
      // Two administrators who take each other's role leave one of them.
      governance.hold();
      powers.hold(caller);
      RoleGrant grant = find(caller, id).orElseThrow(() -> new RefusedAct(RefusedAct.Code.UNKNOWN));
      if (!powers.mayActOn(caller, Power.GRANT_POWER, grant.account(), grant.unit())) {
        throw new RefusedAct(RefusedAct.Code.MORE_THAN_HELD);
      }
      if (grant.version() != version) {
        throw new RefusedAct(RefusedAct.Code.CHANGED);
      }
      end(grant);
      if (grant.role() == Role.SECURITY_ADMINISTRATOR && !governance.governed(grant.unit())) {
        throw new RefusedAct(RefusedAct.Code.LAST_ADMINISTRATOR);
      }
      audit.append(
          new AuditEvent(
              "power.withdrawn",
              caller.toString(),
              grant.account().toString(),
              Map.of("role", grant.role().value(), "unit", grant.unit().toString()),
              Map.of()));
      events.publishEvent(new RoleChanged(grant.account(), grant.role(), grant.unit(), false));
    });
  }

  private void end(RoleGrant grant) {
    int ended =
        jdbc.sql(
                """
                UPDATE role_grant SET valid_to = greatest(valid_from, :today)
                WHERE id = :id AND (valid_to IS NULL OR valid_to > greatest(valid_from, :today))
                """)
            .param("id", grant.id())
            .param("today", powers.today())
            .update();
    if (ended == 0) {
      throw new RefusedAct(RefusedAct.Code.CHANGED);
    }
  }

  /** Gives a role; joins the transaction that decided so. */
  void give(AccountId account, Role role, UnitId unit, LocalDate from, @Nullable LocalDate to) {
    int given =
        jdbc.sql(
                """
                INSERT INTO role_grant (account_id, role, unit_id, valid_from, valid_to)
                SELECT a.id, :role, u.id, :from, CAST(:to AS date)
                FROM account a CROSS JOIN org_unit u
                WHERE a.id = :account AND a.status = 'active'
                  AND u.id = :unit AND (u.valid_to IS NULL OR u.valid_to > :from)
                  AND NOT EXISTS (
                    SELECT FROM role_grant g
                    WHERE g.account_id = a.id AND g.unit_id = u.id AND g.role = :role
                      AND (g.valid_to IS NULL OR g.valid_to > :from)
                      AND (CAST(:to AS date) IS NULL OR g.valid_from < CAST(:to AS date)))
                """)
            .param("account", account.value())
            .param("role", role.value())
            .param("unit", unit.value())
            .param("from", from)
            .param("to", to)
            .update();
    if (given == 0) {
      throw new RefusedAct(RefusedAct.Code.ALREADY);
    }
    events.publishEvent(new RoleChanged(account, role, unit, true));
  }

  private Map<String, Object> parameters(AccountId caller) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("caller", caller.value());
    parameters.put("today", powers.today());
    return parameters;
  }

  private static RoleGrant grant(ResultSet row, int number) throws SQLException {
    return new RoleGrant(
        row.getObject("id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("display_name"),
        Role.of(row.getString("role")).orElseThrow(),
        new UnitId(row.getObject("unit_id", UUID.class)),
        row.getString("name"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getLong("version"));
  }
}
