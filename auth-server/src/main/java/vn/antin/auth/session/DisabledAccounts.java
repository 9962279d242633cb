package vn.antin.auth.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountDisabled;
import vn.antin.auth.account.AccountEnabled;
import vn.antin.auth.change.ChangeListener;

/**
 * Ends the sessions of accounts that have been disabled: in the transaction that disables one, or
 * soon after when somebody else changed the row. They are worth nothing from that moment, as every
 * use asks for an active account; ending them tells the systems, and none is there any more when
 * the official comes back.
 */
@Component
final class DisabledAccounts implements ChangeListener {
  private static final Logger LOG = LoggerFactory.getLogger(DisabledAccounts.class);

  /** Why such sessions end. */
  static final String REASON = "account-disabled";

  private final Sessions sessions;

  DisabledAccounts(Sessions sessions) {
    this.sessions = sessions;
  }

  @EventListener
  void disabled(AccountDisabled event) {
    sessions.endAll(event.account(), REASON);
  }

  /** One that was opened in the moment of disabling, by a login already under way. */
  @EventListener
  void enabled(AccountEnabled event) {
    sessions.endAll(event.account(), REASON);
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
