package vn.antin.auth.login.activation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;

/**
 * Gives out what lets officials set a password, and redeems each at most once. An account has one
 * at a time: what was given out before is void. Joins the caller's transaction.
 */
@Repository
public final class Activations {
  /** How long a link is good unless its giver says otherwise. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final Credentials credentials;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;
  private final InstantSource clock;

  Activations(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Accounts accounts,
      Credentials credentials,
      ApplicationEventPublisher events,
      AuditLog audit,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.accounts = accounts;
    this.credentials = credentials;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  /** A link to an account's first password, good for a day. */
  public OneTimeSecret give(AccountId account) {
    return give(account, Gift.activation(LIFETIME));
  }

  /** The secret of a link. */
  public OneTimeSecret give(AccountId account, Gift gift) {
    OneTimeSecret secret = OneTimeSecret.forLink();
    put(Map.of(account, secret), gift);
    return secret;
  }

  /** A code on paper. */
  public OneTimeSecret giveSlip(AccountId account, Gift gift) {
    OneTimeSecret secret = OneTimeSecret.forPaper();
    put(Map.of(account, secret), gift);
    return secret;
  }

  /** Codes on paper to first passwords, for any number of officials by two statements. */
  public Map<AccountId, OneTimeSecret> giveSlips(
      Collection<AccountId> officials, Duration lifetime) {
    Map<AccountId, OneTimeSecret> slips = LinkedHashMap.newLinkedHashMap(officials.size());
    officials.forEach(official -> slips.put(official, OneTimeSecret.forPaper()));
    put(slips, Gift.activation(lifetime));
    return slips;
  }

  private void put(Map<AccountId, OneTimeSecret> secrets, Gift gift) {
    OffsetDateTime now = now();
    UUID[] officials = secrets.keySet().stream().map(AccountId::value).toArray(UUID[]::new);
    byte[][] hashes = secrets.values().stream().map(OneTimeSecret::hash).toArray(byte[][]::new);
    transaction.executeWithoutResult(status -> {
      voidAll(officials);
      jdbc.sql(
              """
              INSERT INTO activation (token_hash, account_id, created_at, expires_at, kind,
                resets_factors, mailed_to)
              SELECT hash, account, :now, :expires, :kind, :resets, :mailedTo
              FROM unnest(:hashes::bytea[], :officials::uuid[]) AS given (hash, account)
              """)
          .param("hashes", hashes)
          .param("officials", officials)
          .param("now", now)
          .param("expires", now.plus(gift.lifetime()))
          .param("kind", gift.kind())
          .param("resets", gift.resetsFactors())
          .param("mailedTo", gift.mailedTo())
          .update();
    });
  }

  /** What was given out to this official is worth nothing any more. */
  public void revoke(AccountId official) {
    voidAll(official.value());
  }

  private void voidAll(UUID... officials) {
    jdbc.sql("DELETE FROM activation WHERE account_id = ANY (:officials) AND consumed_at IS NULL")
        .param("officials", officials)
        .update();
  }

  /** Whose it is, while it is good. */
  Optional<Account> find(OneTimeSecret secret) {
    return jdbc.sql(
            """
            SELECT a.account_id FROM activation a JOIN account owner ON owner.id = a.account_id
            WHERE a.token_hash = :hash AND a.consumed_at IS NULL AND a.expires_at > :now
              AND owner.status = 'active'
            """)
        .param("hash", secret.hash())
        .param("now", now())
        .query(UUID.class)
        .optional()
        .map(AccountId::new)
        .flatMap(accounts::find);
  }

  /** Spends it and sets the password; false when it is no longer good. */
  boolean redeem(OneTimeSecret secret, String passwordHash) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<Redeemed> redeemed = consume(secret);
          redeemed.ifPresent(event -> {
            credentials.setPassword(event.account(), passwordHash, event.mailedTo() != null);
            String id = event.account().toString();
            audit.append(
                new AuditEvent(
                    event.recovery() ? "account.recovered" : "account.activated",
                    id,
                    id,
                    Map.of(
                        "by",
                        secret.onPaper() ? "slip" : "link",
                        "factors",
                        event.resetsFactors() ? "reset" : "kept"),
                    Map.of()));
            events.publishEvent(event);
          });
          return redeemed.isPresent();
        }));
  }

  private Optional<Redeemed> consume(OneTimeSecret secret) {
    return jdbc.sql(
            """
            UPDATE activation SET consumed_at = :now
            FROM account owner
            WHERE token_hash = :hash AND consumed_at IS NULL AND expires_at > :now
              AND owner.id = account_id AND owner.status = 'active'
            RETURNING account_id, activation.kind, resets_factors, mailed_to
            """)
        .param("hash", secret.hash())
        .param("now", now())
        .query((row, number) ->
            new Redeemed(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("kind").equals("recovery"),
                row.getBoolean("resets_factors"),
                row.getString("mailed_to")))
        .optional();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
