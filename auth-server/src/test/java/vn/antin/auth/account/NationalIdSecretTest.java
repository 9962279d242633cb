package vn.antin.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.AuthServerTest;
import vn.antin.rootkey.RootKey;

/** Has a database of its own: the secret is made once in an installation's life. */
@AuthServerTest
@TestPropertySource(properties = "antin.sample.officials=0")
final class NationalIdSecretTest {
  private static final NationalId NUMBER = new NationalId("001099012345");

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final PlatformTransactionManager transactions;

  NationalIdSecretTest(JdbcClient jdbc, RootKey rootKey, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.transactions = transactions;
  }

  @Test
  void firstNumberMayBeOfAnAccountThatIsNotMadeAfterAll() {
    assertThat(jdbc.sql("SELECT count(*) FROM national_id_secret").query(Long.class).single())
        .isZero();
    NationalIds one = node();
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          one.hash(NUMBER);
          status.setRollbackOnly();
        });
    assertThat(one.hash(NUMBER)).isEqualTo(node().hash(NUMBER));
  }

  private NationalIds node() {
    return new NationalIds(jdbc, rootKey, transactions, InstantSource.system());
  }
}
