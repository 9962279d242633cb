package vn.antin.auth.approval;

import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountDisabled;

/**
 * Ends what an official has agreed to sign when the account is disabled, in that transaction. The
 * tokens of the grants end with their session; this says in the grants themselves that they did.
 */
@Component
class DisabledSigners {
  private final GrantRepository grants;
  private final InstantSource clock;

  DisabledSigners(GrantRepository grants, InstantSource clock) {
    this.grants = grants;
    this.clock = clock;
  }

  @EventListener
  void disabled(AccountDisabled event) {
    grants.revokeAll(event.account(), "account disabled", clock.instant());
  }
}
