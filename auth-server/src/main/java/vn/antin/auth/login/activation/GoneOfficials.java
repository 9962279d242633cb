package vn.antin.auth.login.activation;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountDisabled;
import vn.antin.auth.account.AccountErased;

/** Voids links and slips of officials whose account ends, so that none is good when it is back. */
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

  /** Also those used long ago: they may name the address they were mailed to. */
  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM activation WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
