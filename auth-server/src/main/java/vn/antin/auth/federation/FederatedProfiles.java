package vn.antin.auth.federation;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.ClaimsChanged;
import vn.antin.ldap.federation.Profile;

/** Takes a directory's profile over into the account, once it is sure whose it is. */
@Repository
final class FederatedProfiles {
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  FederatedProfiles(
      JdbcClient jdbc,
      Accounts accounts,
      AuditLog audit,
      ApplicationEventPublisher events,
      TransactionOperations transactions,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.audit = audit;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Binds the account to its entry at the first login and takes over what changed.
   *
   * @return the account afterwards; empty when the entry is not the one this account was bound to
   */
  Optional<Account> sync(AccountId account, String source, Profile profile) {
    return Optional.ofNullable(
        transactions.execute(status -> {
          if (!bind(account, source, profile.externalId())) {
            return null;
          }
          List<String> changed = update(account, profile);
          if (!changed.isEmpty()) {
            record(account, source, changed, profile);
            events.publishEvent(
                new ClaimsChanged(account, changed.contains("name"), changed.contains("email")));
          }
          return accounts.find(account).orElse(null);
        }));
  }

  private boolean bind(AccountId account, String source, String externalId) {
    return jdbc.sql(
            """
            INSERT INTO federated_identity AS known
              (account_id, source, external_id, bound_at, seen_at)
            SELECT :account, :source, :external, :now, :now
            WHERE NOT EXISTS (
              SELECT FROM federated_identity other
              WHERE other.source = :source AND other.external_id = :external
                AND other.account_id <> :account)
            ON CONFLICT (account_id) DO UPDATE
              SET source = excluded.source, external_id = excluded.external_id,
                  seen_at = excluded.seen_at
              WHERE known.source <> excluded.source OR known.external_id = excluded.external_id
            RETURNING 1
            """)
        .param("account", account.value())
        .param("source", source)
        .param("external", externalId)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private List<String> update(AccountId account, Profile profile) {
    return jdbc.sql(
            """
            WITH old AS (
              SELECT id, family_name, middle_name, given_name, display_name, email, telephone
              FROM account WHERE id = :account FOR UPDATE)
            UPDATE account new
            SET family_name = :family, middle_name = :middle, given_name = :given,
                display_name = :display, email = :email, telephone = :telephone
            FROM old
            WHERE new.id = old.id
              AND (old.family_name, old.middle_name, old.given_name, old.display_name, old.email,
                   old.telephone)
                IS DISTINCT FROM (:family, :middle, :given, :display, CAST(:email AS text),
                                  CAST(:telephone AS text))
            RETURNING array_remove(ARRAY[
              CASE WHEN (new.family_name, new.middle_name, new.given_name, new.display_name)
                IS DISTINCT FROM
                (old.family_name, old.middle_name, old.given_name, old.display_name)
                THEN 'name' END,
              CASE WHEN new.email IS DISTINCT FROM old.email THEN 'email' END,
              CASE WHEN new.telephone IS DISTINCT FROM old.telephone THEN 'telephone' END
            ], NULL) AS changed
            """)
        .param("account", account.value())
        .param("family", profile.name().family())
        .param("middle", profile.name().middle())
        .param("given", profile.name().given())
        .param("display", profile.name().display())
        .param("email", profile.mail())
        .param("telephone", profile.telephone())
        .query((row, number) -> List.of((String[]) row.getArray("changed").getArray()))
        .optional()
        .orElse(List.of());
  }

  private void record(AccountId account, String source, List<String> changed, Profile profile) {
    Map<String, String> personal = new HashMap<>();
    personal.put("name", profile.name().display());
    if (profile.mail() != null) {
      personal.put("email", profile.mail());
    }
    if (profile.telephone() != null) {
      personal.put("telephone", profile.telephone());
    }
    personal.keySet().retainAll(changed);
    audit.append(
        new AuditEvent(
            "account.synced",
            null,
            account.toString(),
            Map.of("source", source, "changed", String.join(",", changed)),
            personal));
  }
}
