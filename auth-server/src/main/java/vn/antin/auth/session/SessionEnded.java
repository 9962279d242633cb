package vn.antin.auth.session;

import vn.antin.auth.account.AccountId;

/**
 * A session has ended. Published inside the transaction that ends it; a synchronous listener that
 * revokes what hangs on the session commits or fails with it.
 */
public record SessionEnded(SessionId session, AccountId account, String reason) {
  /** Whether it ended because the official may not log in any more. */
  public boolean disabled() {
    return reason.equals(DisabledAccounts.REASON);
  }
}
