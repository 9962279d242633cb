package vn.antin.auth.provisioning.scim;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountErased;

/** Forgets what clients call an official whose personal data is erased. */
@Component("scimErasedOfficials")
final class ErasedOfficials {
  private final JdbcClient jdbc;

  ErasedOfficials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM scim_external_id WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
