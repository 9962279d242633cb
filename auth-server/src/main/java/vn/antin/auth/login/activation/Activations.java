package vn.antin.auth.login.activation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;

/** Gives out activation links and redeems each at most once. */
@Repository
final class Activations {
  static final Duration LIFETIME = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final Credentials credentials;
  private final AuditLog audit;
  private final InstantSource clock;

  Activations(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Accounts accounts,
      Credentials credentials,
      AuditLog audit,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.accounts = accounts;
    this.credentials = credentials;
    this.audit = audit;
    this.clock = clock;
  }

  /** A new link for an account; links given out before are void. */
  ActivationToken give(AccountId account) {
    ActivationToken token = ActivationToken.create();
    OffsetDateTime now = now();
    transaction.executeWithoutResult(status -> {
      jdbc.sql("DELETE FROM activation WHERE account_id = :account AND consumed_at IS NULL")
          .param("account", account.value())
          .update();
      jdbc.sql(
              """
              INSERT INTO activation (token_hash, account_id, created_at, expires_at)
              VALUES (:hash, :account, :now, :expires)
              """)
          .param("hash", token.hash())
          .param("account", account.value())
          .param("now", now)
          .param("expires", now.plus(LIFETIME))
          .update();
    });
    return token;
  }

  /** Whose link this is, while it is good. */
  Optional<Account> find(ActivationToken token) {
    return jdbc.sql(
            """
            SELECT account_id FROM activation
            WHERE token_hash = :hash AND consumed_at IS NULL AND expires_at > :now
            """)
        .param("hash", token.hash())
        .param("now", now())
        .query(UUID.class)
        .optional()
        .map(AccountId::new)
        .flatMap(accounts::find);
  }

  /** Spends the link and sets the password; false when the link is no longer good. */
  boolean redeem(ActivationToken token, String passwordHash) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<AccountId> account = consume(token);
          account.ifPresent(id -> {
            credentials.setPassword(id, passwordHash);
            audit.append(
                new AuditEvent(
                    "account.activated",
                    id.toString(),
                    id.toString(),
                    Map.of("by", "link"),
                    Map.of()));
          });
          return account.isPresent();
        }));
  }

  private Optional<AccountId> consume(ActivationToken token) {
    return jdbc.sql(
            """
            UPDATE activation SET consumed_at = :now
            WHERE token_hash = :hash AND consumed_at IS NULL AND expires_at > :now
            RETURNING account_id
            """)
        .param("hash", token.hash())
        .param("now", now())
        .query(UUID.class)
        .optional()
        .map(AccountId::new);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
