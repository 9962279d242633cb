package vn.antin.auth.login.activation;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountDisabled;
import vn.antin.auth.account.AccountErased;
import vn.antin.auth.login.factor.LoginCompleted;

/**
 * Voids links and slips that nobody needs any more: of officials whose account ends, so that none
 * is good when it is back, and of those who have come in without.
 */
@Component
final class GoneOfficials {
  private final Activations activations;
  private final JdbcClient jdbc;

  GoneOfficials(Activations activations, JdbcClient jdbc) {
    this.activations = activations;
    this.jdbc = jdbc;
  }

  @EventListener
  void disabled(AccountDisabled event) {
    activations.revoke(event.account());
  }

  /**
   * Who has come in another way, by a certificate or another identity system, needs no first
   * password from a slip that lies about. A recovery stays: somebody else's login must not end it.
   */
  @EventListener
  void entered(LoginCompleted event) {
    jdbc.sql(
            """
            DELETE FROM activation
            WHERE account_id = :account AND consumed_at IS NULL AND kind = 'activation'
            """)
        .param("account", event.account().value())
        .update();
  }

  /** Also those used long ago: they may name the address they were mailed to. */
  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM activation WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
