package vn.antin.auth.federation;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountErased;

/** Forgets who an official was in a directory when their personal data is erased. */
@Component
final class ErasedOfficials {
  private final JdbcClient jdbc;

  ErasedOfficials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM federated_identity WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }
}
