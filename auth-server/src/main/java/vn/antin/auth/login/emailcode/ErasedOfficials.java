package vn.antin.auth.login.emailcode;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountErased;

/** Forgets the addresses of an official whose personal data is erased. */
@Component("emailcodeErasedOfficials")
final class ErasedOfficials {
  private final JdbcClient jdbc;

  ErasedOfficials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM mail_code WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
    jdbc.sql("DELETE FROM proven_address WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
