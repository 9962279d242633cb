package vn.antin.auth.login.activation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Activated;

/**
 * Who may be given a first password by one administrator alone: whoever never had any way to log in
 * and never did. For everybody else that would be a way to take an account over; they go by a
 * recovery, also when they have left and come back.
 */
@Repository
public final class Newcomers {
  /** Whether account {@code a} is such a one. */
  public static final String NEW =
      """
      a.status = 'active'
      AND NOT EXISTS (SELECT FROM recovery_code_set had WHERE had.account_id = a.id)
      AND NOT EXISTS (SELECT FROM signing_pin had WHERE had.account_id = a.id)
      AND NOT EXISTS (SELECT FROM application_password had WHERE had.account_id = a.id)
      AND NOT EXISTS (SELECT FROM known_device had WHERE had.account_id = a.id)
      AND NOT EXISTS (SELECT FROM departure had
                      WHERE had.account_id = a.id AND had.done_at IS NOT NULL)
      AND NOT
      """
          + Activated.ACCOUNT_A;

  private final JdbcClient jdbc;

  Newcomers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the official may be given a link or slip to the first password. */
  public boolean contain(AccountId official) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM account a WHERE a.id = :id AND " + NEW + ")")
        .param("id", official.value())
        .query(Boolean.class)
        .single();
  }
}
