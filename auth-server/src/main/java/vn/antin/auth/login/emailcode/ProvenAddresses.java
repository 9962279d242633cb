package vn.antin.auth.login.emailcode;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.ClaimsChanged;
import vn.antin.auth.login.activation.Redeemed;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.mail.MailAddress;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.web.Words;

/**
 * Knows at which address an official has shown that they read mail. The proof ends with the
 * address: when somebody writes another one into the account, the old one is told.
 */
@Repository
public final class ProvenAddresses {
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Mailer mailer;
  private final MessageSource messages;
  private final InstantSource clock;

  ProvenAddresses(
      JdbcClient jdbc,
      Accounts accounts,
      Mailer mailer,
      MessageSource messages,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.mailer = mailer;
    this.messages = messages;
    this.clock = clock;
  }

  /** The official's address, if it is proven. */
  public Optional<MailAddress> find(AccountId official) {
    return jdbc.sql(
            """
            SELECT p.address FROM proven_address p JOIN account a ON a.id = p.account_id
            WHERE p.account_id = :official AND lower(p.address) = lower(a.email)
            """)
        .param("official", official.value())
        .query(String.class)
        .optional()
        .flatMap(MailAddress::read);
  }

  /** The proven address as the list of factors shows it. */
  Optional<Enrolled> enrolled(AccountId official) {
    return find(official)
        .flatMap(address ->
            jdbc.sql("SELECT proven_at FROM proven_address WHERE account_id = :official")
                .param("official", official.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(since -> new Enrolled(address.reveal(), since.toInstant(), null)));
  }

  /** The official reads mail at this address of theirs. */
  void prove(AccountId official, MailAddress address) {
    jdbc.sql(
            """
            INSERT INTO proven_address (account_id, address, proven_at)
            VALUES (:official, :address, :now)
            ON CONFLICT (account_id) DO UPDATE
            SET address = excluded.address, proven_at = excluded.proven_at
            """)
        .param("official", official.value())
        .param("address", address.reveal())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Whoever followed a mailed link reads mail there. */
  @EventListener
  void redeemed(Redeemed event) {
    Optional.ofNullable(event.mailedTo())
        .flatMap(MailAddress::read)
        .filter(read ->
            accounts
                .find(event.account())
                .map(Account::email)
                .flatMap(MailAddress::read)
                .filter(read::equals)
                .isPresent())
        .ifPresent(read -> prove(event.account(), read));
  }

  /** An address that was proven is not the account's any more. */
  @EventListener
  void changed(ClaimsChanged event) {
    if (!event.email()) {
      return;
    }
    jdbc.sql(
            """
            DELETE FROM proven_address p USING account a
            WHERE p.account_id = :official AND a.id = p.account_id
              AND lower(p.address) IS DISTINCT FROM lower(a.email)
            RETURNING p.address
            """)
        .param("official", event.account().value())
        .query(String.class)
        .optional()
        .flatMap(MailAddress::read)
        .ifPresent(old -> tell(event.account(), old));
  }

  /** Tells an address that it is not the official's any more. */
  void tell(AccountId official, MailAddress old) {
    accounts
        .find(official)
        .ifPresent(account -> {
          Words words = new Words(messages, Locale.of(account.locale()), "");
          String now =
              Optional.ofNullable(account.email())
                  .flatMap(MailAddress::read)
                  .map(MailAddress::hint)
                  .orElse("–");
          mailer.sendTo(
              old,
              official,
              "address-changed",
              Map.of("time", words.time(clock.instant()), "address", now),
              null);
        });
  }
}
