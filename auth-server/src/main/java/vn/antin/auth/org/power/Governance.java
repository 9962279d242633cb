package vn.antin.auth.org.power;

import java.time.InstantSource;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.UnitId;

/**
 * Keeps each root of the tree from losing its last security administrator. One counts who may log
 * in, holds the role without end and is not about to leave. Within the caller's transaction.
 */
@Repository
public final class Governance {
  /** Somebody else than {@code :leaving} governs {@code root}. */
  private static final String GOVERNED =
      """
      EXISTS (
        SELECT FROM role_grant g JOIN account a ON a.id = g.account_id
        WHERE g.unit_id = root.id AND g.role = 'security-administrator' AND a.status = 'active'
          AND g.valid_from <= :today AND g.valid_to IS NULL
          AND a.id IS DISTINCT FROM CAST(:leaving AS uuid)
          AND NOT EXISTS (SELECT FROM departure d
                          WHERE d.account_id = a.id AND d.done_at IS NULL
                            AND d.cancelled_at IS NULL))
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Governance(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Has everybody else who would take a root's administrator away wait for this transaction. */
  void hold() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('role_grant'))")
        .query((row, number) -> number)
        .list();
  }

  /**
   * Whether a root would be left without a security administrator if this official could not act
   * any more. Until the transaction ends, nobody else can make that true.
   */
  public boolean needs(AccountId leaving) {
    // Who governs nothing, nearly everybody, waits for nobody.
    if (!ask(leaving, "")) {
      return false;
    }
    hold();
    return ask(leaving, "AND NOT " + GOVERNED);
  }

  private boolean ask(AccountId leaving, String more) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM role_grant own
              JOIN account me ON me.id = own.account_id AND me.status = 'active'
              JOIN org_unit root ON root.id = own.unit_id AND root.parent_id IS NULL
              WHERE own.account_id = :leaving AND own.role = 'security-administrator'
                AND own.valid_from <= :today AND own.valid_to IS NULL
            """
                + more
                + ")")
        .param("leaving", leaving.value())
        .param("today", today())
        .query(Boolean.class)
        .single();
  }

  /** Whether a unit without one above it still has a security administrator. */
  boolean governed(UnitId unit) {
    return jdbc.sql(
            "SELECT parent_id IS NOT NULL OR "
                + GOVERNED
                + " FROM org_unit root WHERE root.id = :unit")
        .param("unit", unit.value())
        .param("leaving", null)
        .param("today", today())
        .query(Boolean.class)
        .single();
  }

  private LocalDate today() {
    return EffectiveDate.today(clock);
  }
}
