package vn.antin.auth.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts of this installation. */
@Repository
public final class Accounts {
  private static final String SELECT =
      """
      SELECT id, username, family_name, middle_name, given_name, display_name, email, locale,
             status, federation, telephone, official_code, version
      FROM account
      """;

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
