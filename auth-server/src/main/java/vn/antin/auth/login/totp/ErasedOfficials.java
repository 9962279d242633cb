package vn.antin.auth.login.totp;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountErased;

/** Forgets the app of an official whose personal data is erased, also one that was only offered. */
@Component("totpErasedOfficials")
final class ErasedOfficials {
  private final JdbcClient jdbc;

  ErasedOfficials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM totp WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
    jdbc.sql("DELETE FROM totp_offer WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
