package vn.antin.auth.login.passkey;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountErased;

/** Forgets the passkeys of an official whose personal data is erased. */
@Component("passkeyErasedOfficials")
final class ErasedOfficials {
  private final JdbcClient jdbc;

  ErasedOfficials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM passkey WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
