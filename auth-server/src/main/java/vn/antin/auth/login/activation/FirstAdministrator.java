package vn.antin.auth.login.activation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Username;
import vn.antin.auth.web.House;

/** Makes the first security administrator of an installation. */
@Component
final class FirstAdministrator {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final Credentials credentials;
  private final Activations activations;
  private final AuditLog audit;
  private final House house;
  private final InstantSource clock;

  FirstAdministrator(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Accounts accounts,
      Credentials credentials,
      Activations activations,
      AuditLog audit,
      House house,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.accounts = accounts;
    this.credentials = credentials;
    this.activations = activations;
    this.audit = audit;
    this.house = house;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Result {
    /** An account without a password; the link sets one. */
    record Created(String link) implements Result {}

    /** Nothing was done. */
    record Refused(String why) implements Result {}
  }

  /**
   * Creates the administrator with power over the whole tree, or gives a new link to one who has
   * not used the first.
   */
  Result create(Username username) {
    if (!username.value().matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,62}")) {
      return new Result.Refused(
          "a user name has 2 to 63 letters, digits, or . _ @ - and starts with a letter or digit");
    }
    if (jdbc.sql("SELECT EXISTS (SELECT FROM account WHERE sample)")
        .query(Boolean.class)
        .single()) {
      return new Result.Refused(
          "this database holds a sample province; real accounts belong in a database without one"
              + " (./antin up --fresh --officials 0)");
    }
    Optional<Account> present = accounts.find(username);
    if (present.map(Account::id).flatMap(credentials::passwordHash).isPresent()) {
      return new Result.Refused("the account " + username + " already has a password");
    }
    OneTimeSecret token =
        transaction.execute(status -> {
          AccountId id = present.map(Account::id).orElseGet(() -> insert(username));
          audit.append(
              new AuditEvent(
                  "administrator.link-given",
                  null,
                  id.toString(),
                  Map.of("by", "command-line"),
                  Map.of("username", username.value())));
          return activations.give(id);
        });
    return new Result.Created(house.issuer() + "/activate?token=" + token.reveal());
  }

  private AccountId insert(Username username) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(7));
    UUID account =
        jdbc.sql(
                """
                INSERT INTO account (username, family_name, given_name, display_name)
                VALUES (:username, '', :username, :username) RETURNING id
                """)
            .param("username", username.value())
            .query(UUID.class)
            .single();
    UUID root =
        jdbc.sql(
                "SELECT id FROM org_unit WHERE parent_id IS NULL AND valid_to IS NULL ORDER BY valid_from, id LIMIT 1")
            .query(UUID.class)
            .optional()
            .orElseGet(() -> insertRoot(today));
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from)
            VALUES (:account, 'security-administrator', :unit, :today)
            """)
        .param("account", account)
        .param("unit", root)
        .param("today", today)
        .update();
    return new AccountId(account);
  }

  /** A new installation has no tree yet; its root is renamed later. */
  private UUID insertRoot(LocalDate today) {
    return jdbc.sql(
            """
            INSERT INTO org_unit (kind, code, name, valid_from)
            VALUES ('province', 'H00', 'Ủy ban nhân dân tỉnh', :today) RETURNING id
            """)
        .param("today", today)
        .query(UUID.class)
        .single();
  }
}
