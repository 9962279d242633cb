package vn.antin.auth.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;
import vn.antin.auth.change.ChangeListener;

/**
 * Ends the sessions of accounts that have been disabled, whoever changed the row. They are worth
 * nothing from that moment, as every use asks for an active account; ending them tells the systems.
 */
@Component
final class DisabledAccounts implements ChangeListener {
  private static final Logger LOG = LoggerFactory.getLogger(DisabledAccounts.class);

  private final Sessions sessions;

  DisabledAccounts(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public String channel() {
    return "account_disabled";
  }

  @Override
  public void changed() {
    Thread.ofVirtual().name("disabled-accounts").start(this::endSessions);
  }

  private void endSessions() {
    try {
      sessions.endDisabled();
    } catch (NestedRuntimeException e) {
      LOG.debug("sessions of disabled accounts: not ended now; the cleaning ends them", e);
    }
  }
}
