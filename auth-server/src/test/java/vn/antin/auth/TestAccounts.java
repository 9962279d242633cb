package vn.antin.auth;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;

/** Makes officials for tests. */
public final class TestAccounts {
  public static final String PASSWORD = "mật-khẩu-thử-2026";

  private final JdbcClient jdbc;
  private final Credentials credentials;
  private final SecretHashes hashes;

  public TestAccounts(JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    this.jdbc = jdbc;
    this.credentials = credentials;
    this.hashes = hashes;
  }

  /** An active account with this name and {@link #PASSWORD}. */
  public AccountId active(String username) {
    UUID id =
        jdbc.sql(
                """
                INSERT INTO account (username, family_name, middle_name, given_name, display_name,
                  email)
                VALUES (:username, 'Nguyễn', 'Thị', 'Bưởi', 'Nguyễn Thị Bưởi', :email)
                RETURNING id
                """)
            .param("username", username)
            .param("email", username + "@tinh.gov.vn")
            .query(UUID.class)
            .single();
    AccountId account = new AccountId(id);
    try {
      credentials.setPassword(account, hashes.hash(new Password(PASSWORD)));
    } catch (TooManyHashes e) {
      throw new IllegalStateException(e);
    }
    return account;
  }

  /** Whether there is an account with this name. */
  public boolean exists(String username) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM account WHERE username = :username)")
        .param("username", username)
        .query(Boolean.class)
        .single();
  }
}
