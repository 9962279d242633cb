package vn.antin.auth.account;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored hashes of passwords and signing PINs. */
@Repository
public final class Credentials {
  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final InstantSource clock;

  Credentials(JdbcClient jdbc, ApplicationEventPublisher events, InstantSource clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  public Optional<String> passwordHash(AccountId account) {
    return jdbc.sql("SELECT hash FROM password_credential WHERE account_id = :account")
        .param("account", account.value())
        .query(String.class)
        .optional();
  }

  /** Sets the password, replacing an earlier one; not one that came by mail. */
  public void setPassword(AccountId account, String hash) {
    setPassword(account, hash, false);
  }

  /**
   * Sets the password, replacing an earlier one.
   *
   * @param byMail whether reading the official's mail was enough to set it
   */
  public void setPassword(AccountId account, String hash, boolean byMail) {
    boolean first =
        jdbc.sql(
                """
                INSERT INTO password_credential (account_id, hash, set_at, by_mail)
                VALUES (:account, :hash, :now, :byMail)
                ON CONFLICT (account_id) DO UPDATE
                  SET hash = excluded.hash, set_at = excluded.set_at, change_due = false,
                      by_mail = excluded.by_mail
                RETURNING xmax = 0
                """)
            .param("account", account.value())
            .param("hash", hash)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("byMail", byMail)
            .query(Boolean.class)
            .single();
    events.publishEvent(
        new CredentialChanged(
            account,
            CredentialChanged.Kind.PASSWORD,
            first ? CredentialChanged.Change.CREATED : CredentialChanged.Change.UPDATED));
  }

  /** Whether reading the official's mail was enough to set the password; false without one. */
  public boolean passwordByMail(AccountId account) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM password_credential
                           WHERE account_id = :account AND by_mail)
            """)
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  /** Takes the password away; whoever comes back chooses a new one. False when there is none. */
  public boolean removePassword(AccountId account) {
    boolean removed =
        jdbc.sql("DELETE FROM password_credential WHERE account_id = :account")
                .param("account", account.value())
                .update()
            == 1;
    if (removed) {
      events.publishEvent(
          new CredentialChanged(
              account, CredentialChanged.Kind.PASSWORD, CredentialChanged.Change.REVOKED));
    }
    return removed;
  }

  /** When the password was set, and whether it has to be changed at the next login. */
  public record PasswordState(Instant setAt, boolean changeDue) {}

  /** The password's state; empty when there is none. */
  public Optional<PasswordState> passwordState(AccountId account) {
    return jdbc.sql(
            "SELECT set_at, change_due FROM password_credential WHERE account_id = :account")
        .param("account", account.value())
        .query((row, number) ->
            new PasswordState(
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("change_due")))
        .optional();
  }

  /** Has the official change the password at the next login. */
  public void demandChange(AccountId account) {
    jdbc.sql("UPDATE password_credential SET change_due = true WHERE account_id = :account")
        .param("account", account.value())
        .update();
  }

  /** Stores the same password at today's price, unless it was changed meanwhile. */
  public void rehashPassword(AccountId account, String old, String hash) {
    jdbc.sql(
            """
            UPDATE password_credential SET hash = :hash WHERE account_id = :account AND hash = :old
            """)
        .param("hash", hash)
        .param("account", account.value())
        .param("old", old)
        .update();
  }

  public Optional<String> signingPinHash(AccountId account) {
    return jdbc.sql("SELECT hash FROM signing_pin WHERE account_id = :account")
        .param("account", account.value())
        .query(String.class)
        .optional();
  }
}
