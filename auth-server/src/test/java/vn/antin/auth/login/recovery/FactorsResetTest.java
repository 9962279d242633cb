package vn.antin.auth.login.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.account.SecretHashes;

/** What a recovery that resets the factors leaves of them. */
@AuthServerTest
final class FactorsResetTest {
  private final ApplicationEventPublisher events;
  private final JdbcClient jdbc;
  private final TestAccounts accounts;

  FactorsResetTest(
      ApplicationEventPublisher events,
      JdbcClient jdbc,
      Credentials credentials,
      SecretHashes hashes) {
    this.events = events;
    this.jdbc = jdbc;
    accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void nothingIsLeftOfTheOfficialsFactorsAndOthersKeepTheirs() {
    AccountId official = withFactors("reset.one");
    AccountId other = withFactors("reset.other");
    events.publishEvent(new FactorsReset(official));
    assertThat(factors(official)).isZero();
    assertThat(factors(other)).isEqualTo(3);
  }

  private AccountId withFactors(String username) {
    AccountId official = accounts.active(username);
    jdbc.sql(
            """
            INSERT INTO recovery_code_set (account_id, key, made_at)
            VALUES (:account, '\\x00', now())
            """)
        .param("account", official.value())
        .update();
    jdbc.sql("INSERT INTO totp VALUES (:account, '\\x00', now(), 0)")
        .param("account", official.value())
        .update();
    jdbc.sql(
            """
            INSERT INTO application_password (id, account_id, system, hash, created_at)
            VALUES (:id, :account, 'x', :hash, now())
            """)
        .param("id", UUID.randomUUID())
        .param("account", official.value())
        .param("hash", username.getBytes(StandardCharsets.UTF_8))
        .update();
    return official;
  }

  private int factors(AccountId official) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM recovery_code_set WHERE account_id = :account)
              + (SELECT count(*) FROM totp WHERE account_id = :account)
              + (SELECT count(*) FROM application_password WHERE account_id = :account)
            """)
        .param("account", official.value())
        .query(Integer.class)
        .single();
  }
}
