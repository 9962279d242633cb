package vn.antin.auth.login.factor;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.AccountId;

/** Keeps officials from locking themselves out: the last factor that policy needs stays. */
@Component
public final class FactorRemoval {
  private final Logins logins;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  FactorRemoval(Logins logins, JdbcClient jdbc, TransactionTemplate transaction) {
    this.logins = logins;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Removes in a transaction, which is undone when the official could not log in any more with what
   * is left.
   *
   * @return whether the removal was refused
   */
  public boolean refused(AccountId account, Runnable removal) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          // Of two factors removed at once the second sees the first gone.
          jdbc.sql("SELECT id FROM account WHERE id = :account FOR UPDATE")
              .param("account", account.value())
              .query(UUID.class)
              .single();
          boolean could = logins.reachable(account).meets(logins.least(account));
          removal.run();
          if (could && !logins.reachable(account).meets(logins.least(account))) {
            status.setRollbackOnly();
            return true;
          }
          return false;
        }));
  }
}
