package vn.antin.auth.login.recoverycode;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountErased;

/** Forgets the recovery codes of an official whose personal data is erased. */
@Component("recoverycodeErasedOfficials")
final class ErasedOfficials {
  private final JdbcClient jdbc;

  ErasedOfficials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM recovery_code_set WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
