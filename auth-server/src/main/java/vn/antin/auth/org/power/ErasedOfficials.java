package vn.antin.auth.org.power;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountErased;

/** Blanks what was written of an official whose personal data is erased; who decided what stays. */
@Component("powerErasedOfficials")
final class ErasedOfficials {
  private final JdbcClient jdbc;

  ErasedOfficials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql(
            "UPDATE power_proposal SET reason = NULL WHERE about = :account AND reason IS NOT NULL")
        .param("account", event.account().value())
        .update();
  }
}
