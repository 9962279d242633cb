package vn.antin.auth.oauth2.token;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountDisabled;

/**
 * Ends the families of an official whose account is disabled, in that transaction: codes, refresh
 * and opaque access tokens are dead in themselves, not merely while the account is.
 */
@Component
final class DisabledOfficials {
  private final TokenStore store;

  DisabledOfficials(TokenStore store) {
    this.store = store;
  }

  /** Before the sessions end: what hangs on an ended session is looked for no more. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener
  void disabled(AccountDisabled event) {
    store.endAllOf(event.account(), "account disabled");
  }
}
