package vn.antin.auth.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts of this installation. Thread-safe. */
@Repository
public final class Accounts {
  private static final String SELECT =
      """
      SELECT id, username, family_name, middle_name, given_name, display_name, email, locale,
             status, federation, telephone, official_code, version
      FROM account
      """;

  private final JdbcClient jdbc;
  private final AccountTable table;

  /**
   * @param nationalIds absent in commands that run without a root key
   */
  Accounts(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      ObjectProvider<NationalIds> nationalIds,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.table = new AccountTable(jdbc, transaction, events, nationalIds, clock);
  }

  public Optional<Account> find(AccountId id) {
    return jdbc.sql(SELECT + "WHERE id = :id")
        .param("id", id.value())
        .query(Accounts::account)
        .optional();
  }

  public Optional<Account> find(Username username) {
    return jdbc.sql(SELECT + "WHERE username = :username")
        .param("username", username.value())
        .query(Accounts::account)
        .optional();
  }

  /** The account of the official with this national id. */
  public Optional<Account> find(NationalId number) {
    return jdbc.sql(SELECT + "WHERE national_id_hash = :hash")
        .param("hash", table.hash(number))
        .query(Accounts::account)
        .optional();
  }

  /** The keyed hash under which {@code account.national_id_hash} is found, for many at once. */
  public byte[] key(NationalId number) {
    return table.hash(number);
  }

  /**
   * The number of an official's identity card. Whoever shows it writes that into the audit log
   * first.
   */
  public Optional<NationalId> nationalId(AccountId id) {
    return table.nationalId(id);
  }

  /**
   * Whether that number may not be written down for the account any more: certificates and logins
   * elsewhere open the account of the number they name, so another number is another person's key.
   * A number that is known stays, and none is added once the official has used the account.
   */
  public boolean nationalIdFixed(AccountId id, NationalId number) {
    return table.nationalIdFixed(id, number);
  }

  /**
   * Makes an account without a password. Joins the caller's transaction, which stays good when the
   * account is refused; writes nothing to the audit log.
   *
   * @throws AccountException {@code INVALID}, or {@code TAKEN} with the fields that another account
   *     has
   */
  public AccountId create(NewAccount account) {
    AccountRules.check(
        new AccountChange(
            account.username(),
            account.name(),
            account.email(),
            account.telephone(),
            account.officialCode(),
            account.nationalId(),
            account.locale()));
    return table.insert(account);
  }

  /**
   * Changes an account and publishes {@link ClaimsChanged} when systems are told of it. Writes
   * nothing to the audit log.
   *
   * @param version the one that the change is based on
   * @return the names of the fields that have changed; empty when all was so already
   * @throws AccountException {@code NOT_FOUND}, {@code INVALID}, {@code TAKEN}, {@code CHANGED}
   */
  public Set<String> update(AccountId id, AccountChange change, long version) {
    AccountRules.check(change);
    return table.update(id, change, version);
  }

  /**
   * Ends whatever the official can do, in one transaction: see {@link AccountDisabled}. False when
   * the account is not active.
   */
  public boolean disable(AccountId id, String reason) {
    return table.disable(id, reason);
  }

  /**
   * The official has left: disables the account, or notes that of one that is disabled already, in
   * one transaction: see {@link AccountLeft}.
   */
  public void leave(AccountId id, String reason) {
    table.leave(id, reason);
  }

  /** Lets the official log in again; false when the account is not disabled, or is erased. */
  public boolean enable(AccountId id) {
    return table.enable(id);
  }

  /**
   * Erases the personal data of a disabled account, in one transaction: see {@link AccountErased}.
   * False when it is active or erased already.
   */
  public boolean erase(AccountId id) {
    return table.erase(id);
  }

  /** Sets the language in which the account is written to. */
  public void speak(AccountId id, Locale language) {
    jdbc.sql("UPDATE account SET locale = :locale WHERE id = :id AND locale <> :locale")
        .param("locale", language.getLanguage())
        .param("id", id.value())
        .update();
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    return new Account(
        new AccountId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("family_name"),
        row.getString("middle_name"),
        row.getString("given_name"),
        row.getString("display_name"),
        row.getString("email"),
        row.getString("locale"),
        row.getString("status").equals("active"),
        row.getString("federation"),
        row.getString("telephone"),
        row.getString("official_code"),
        row.getLong("version"));
  }
}
