package vn.antin.auth.org.power;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;

/** Whether an administrator may do something to one official or unit. */
@Repository
public final class Powers {
  private static final String REACHES =
      """
      SELECT EXISTS (SELECT FROM scope)
        AND EXISTS (SELECT FROM account me WHERE me.id = :caller AND me.status = 'active')
        AND (CAST(:unit AS uuid) IS NULL
             OR EXISTS (SELECT FROM scope WHERE unit_id = CAST(:unit AS uuid)))
        AND (CAST(:about AS uuid) IS NOT NULL OR CAST(:unit AS uuid) IS NOT NULL
             OR NOT EXISTS (SELECT FROM org_unit root
                            WHERE root.parent_id IS NULL
                              AND root.id NOT IN (SELECT unit_id FROM scope)))
        AND (CAST(:about AS uuid) IS NULL OR EXISTS (
             SELECT FROM account a WHERE a.id = CAST(:about AS uuid)
             AND %s AND
      """
          + Scope.NOT_ABOVE
          + "))";

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Powers(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Whether the official is within the caller's power and not more powerful, and the unit within it
   * too; with neither, whether the caller holds the power over everything. A role is given to
   * anybody within reach; every other power is over the account as a whole.
   */
  public boolean mayActOn(
      AccountId caller, Power power, @Nullable AccountId about, @Nullable UnitId unit) {
    String reach = power == Power.GRANT_POWER ? Scope.ALLOWS : Scope.WHOLE;
    return jdbc.sql(Scope.units(power) + REACHES.formatted(reach))
        .param("caller", caller.value())
        .param("today", today())
        .param("about", about == null ? null : about.value())
        .param("unit", unit == null ? null : unit.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Keeps the official's roles, and that they are active, as they are until the transaction ends:
   * who takes one away waits.
   */
  void hold(AccountId administrator) {
    jdbc.sql(
            """
            SELECT g.id FROM role_grant g JOIN account a ON a.id = g.account_id
            WHERE g.account_id = :account
            ORDER BY g.id FOR SHARE OF g, a
            """)
        .param("account", administrator.value())
        .query((row, number) -> number)
        .list();
  }

  /**
   * Whether the official holds all of these powers over the unit, each by a role that lasts until
   * then.
   *
   * @param until null for without end
   */
  boolean holdsAll(
      AccountId administrator, Set<Power> powers, UnitId unit, @Nullable LocalDate until) {
    return powers.stream()
        .allMatch(power ->
            jdbc.sql(
                    """
                    SELECT EXISTS (
                      SELECT FROM role_grant g
                      JOIN org_unit_ancestor below ON below.ancestor_id = g.unit_id
                      WHERE g.account_id = :caller AND g.role IN (:roles)
                        AND below.unit_id = :unit AND g.valid_from <= :today
                        AND (g.valid_to IS NULL
                             OR (g.valid_to > :today AND g.valid_to >= CAST(:until AS date))))
                    """)
                .param("caller", administrator.value())
                .param("roles", power.roles())
                .param("unit", unit.value())
                .param("today", today())
                .param("until", until)
                .query(Boolean.class)
                .single());
  }

  /** Who holds the power over anything today and may log in. */
  List<AccountId> holders(Power power) {
    return jdbc.sql(
            """
            SELECT DISTINCT g.account_id FROM role_grant g JOIN account a ON a.id = g.account_id
            WHERE g.role IN (:roles) AND a.status = 'active'
              AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)
            """)
        .param("roles", power.roles())
        .param("today", today())
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .list();
  }

  LocalDate today() {
    return EffectiveDate.today(clock);
  }
}
