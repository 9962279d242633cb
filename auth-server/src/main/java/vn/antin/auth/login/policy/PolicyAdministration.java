package vn.antin.auth.login.policy;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;

/**
 * Reads and sets policies as far as an administrator's power reaches: those of units within the
 * scope; those of systems, which concern everybody, who administers every root of the tree.
 */
@Repository
public final class PolicyAdministration {
  private static final String IN_SCOPE =
      """
      (u.unit_id IN (SELECT unit_id FROM scope)
       OR (u.client_id IS NOT NULL AND EXISTS (SELECT FROM scope) AND NOT EXISTS (
             SELECT FROM org_unit root WHERE root.parent_id IS NULL
               AND root.id NOT IN (SELECT unit_id FROM scope))))
      """;

  /** Whatever may have a policy. */
  private static final String OWNERS =
      """
      , owner AS (
        SELECT id AS unit_id, NULL::text AS client_id, name FROM org_unit
        UNION ALL
        SELECT NULL, client_id, name FROM oauth2_client)
      """;

  private static final String STORED =
      """
      SELECT u.unit_id, u.client_id, u.name, p.version, p.set_at,
      """
          + PolicyRows.SETTINGS
          + """
          FROM owner u JOIN sign_in_policy p
            ON p.unit_id = u.unit_id OR p.client_id = u.client_id
          WHERE
          """
          + IN_SCOPE;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final InstantSource clock;

  PolicyAdministration(
      JdbcClient jdbc, TransactionTemplate transaction, AuditLog audit, InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of a change. */
  public sealed interface Outcome {
    record Done(StoredPolicy policy) implements Outcome {}

    /** Somebody has changed it meanwhile. */
    record Changed() implements Outcome {}

    /** There is no such unit or system for this administrator. */
    record Unknown() implements Outcome {}
  }

  /** All policies within the scope, those of units first, by name. */
  public List<StoredPolicy> list(AccountId caller) {
    return jdbc.sql(
            Scope.units(Power.SET_POLICY)
                + OWNERS
                + STORED
                + "ORDER BY u.client_id NULLS FIRST, u.name, u.unit_id LIMIT 1000")
        .params(caller(caller))
        .query(PolicyRows::stored)
        .list();
  }

  /** One policy. */
  public Optional<StoredPolicy> find(AccountId caller, PolicyOwner owner) {
    return jdbc.sql(
            Scope.units(Power.SET_POLICY)
                + OWNERS
                + STORED
                + "AND (u.unit_id = CAST(:unit AS uuid) OR u.client_id = :client)")
        .params(caller(caller))
        .params(owner(owner))
        .query(PolicyRows::stored)
        .optional();
  }

  /** Whether there is such a unit or system within the scope, with a policy or without. */
  public boolean reaches(AccountId caller, PolicyOwner owner) {
    return jdbc.sql(
            Scope.units(Power.SET_POLICY)
                + OWNERS
                + "SELECT EXISTS (SELECT FROM owner u WHERE "
                + IN_SCOPE
                + "AND (u.unit_id = CAST(:unit AS uuid) OR u.client_id = :client))")
        .params(caller(caller))
        .params(owner(owner))
        .query(Boolean.class)
        .single();
  }

  /**
   * Sets a policy.
   *
   * @param version the one that was looked at; 0 when there was none
   */
  public Outcome set(AccountId caller, PolicyOwner owner, PolicySettings settings, long version) {
    return transaction.execute(status -> {
      if (!reaches(caller, owner)) {
        return new Outcome.Unknown();
      }
      if (version == 0
          ? !insert(caller, owner, settings)
          : !update(caller, owner, settings, version)) {
        return new Outcome.Changed();
      }
      StoredPolicy stored = find(caller, owner).orElseThrow();
      record("policy.set", caller, owner, settings);
      return new Outcome.Done(stored);
    });
  }

  private boolean insert(AccountId caller, PolicyOwner owner, PolicySettings settings) {
    return jdbc.sql(
                """
                INSERT INTO sign_in_policy (unit_id, client_id, factors, least, least_since,
                  grace_days, remember_days, idle_minutes, lifetime_minutes, sessions, counter,
                  password_classes, password_age_days, set_by, set_at)
                VALUES (CAST(:unit AS uuid), :client, :factors, :least,
                  CASE WHEN :least::text IS NOT NULL THEN :now END,
                  :grace, :remember, :idle, :lifetime, :sessions, :counter, :classes, :age,
                  :caller, :now)
                ON CONFLICT DO NOTHING
                """)
            .params(owner(owner))
            .params(PolicyRows.parameters(settings))
            .param("caller", caller.value())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private boolean update(
      AccountId caller, PolicyOwner owner, PolicySettings settings, long version) {
    return jdbc.sql(
                """
                UPDATE sign_in_policy SET factors = :factors, least = :least,
                  least_since = CASE WHEN :least::text IS NULL THEN NULL
                    WHEN least = :least THEN least_since ELSE :now END,
                  grace_days = :grace, remember_days = :remember, idle_minutes = :idle,
                  lifetime_minutes = :lifetime, sessions = :sessions, counter = :counter,
                  password_classes = :classes, password_age_days = :age, set_by = :caller,
                  set_at = :now, version = version + 1
                WHERE (unit_id = CAST(:unit AS uuid) OR client_id = :client)
                  AND version = :version
                """)
            .params(owner(owner))
            .params(PolicyRows.parameters(settings))
            .param("version", version)
            .param("caller", caller.value())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Takes a policy away; what lies above holds again. */
  public Outcome remove(AccountId caller, PolicyOwner owner, long version) {
    return transaction.execute(status -> {
      Optional<StoredPolicy> stored = find(caller, owner);
      if (stored.isEmpty()) {
        return new Outcome.Unknown();
      }
      int removed =
          jdbc.sql(
                  """
                  DELETE FROM sign_in_policy
                  WHERE (unit_id = CAST(:unit AS uuid) OR client_id = :client)
                    AND version = :version
                  """)
              .params(owner(owner))
              .param("version", version)
              .update();
      if (removed == 0) {
        return new Outcome.Changed();
      }
      record("policy.removed", caller, owner, PolicySettings.NONE);
      return new Outcome.Done(stored.get());
    });
  }

  private void record(String type, AccountId caller, PolicyOwner owner, PolicySettings settings) {
    String subject =
        switch (owner) {
          case PolicyOwner.OfUnit(var unit) -> unit.toString();
          case PolicyOwner.OfClient(String client) -> client;
        };
    Map<String, String> facts = new HashMap<>();
    PolicyRows.parameters(settings)
        .forEach((name, value) -> {
          if (value != null) {
            facts.put(
                name,
                value instanceof String[] several ? String.join(" ", several) : value.toString());
          }
        });
    audit.append(new AuditEvent(type, caller.toString(), subject, facts, Map.of()));
  }

  private Map<String, Object> caller(AccountId caller) {
    return Map.of("caller", caller.value(), "today", EffectiveDate.today(clock));
  }

  private static Map<String, @Nullable Object> owner(PolicyOwner owner) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("unit", owner instanceof PolicyOwner.OfUnit(var unit) ? unit.toString() : null);
    parameters.put("client", owner instanceof PolicyOwner.OfClient(String id) ? id : null);
    return parameters;
  }
}
