package vn.antin.auth.oauth2.logout;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.Account;

/**
 * What the page asks before logging out.
 *
 * @param official who is logged in in this browser
 * @param clientName who asks; null when it did not say
 * @param hint the account that the client means (RP-Initiated Logout §2, {@code logout_hint})
 */
public record LogoutQuestion(
    Account official,
    @Nullable String clientName,
    @Nullable String clientId,
    @Nullable String hint,
    @Nullable String redirectUri,
    @Nullable String state) {
  /** Whether the client means somebody else than who is logged in here. */
  public boolean meansSomebodyElse() {
    String meant = hint;
    return meant != null
        && !meant.equalsIgnoreCase(official.username())
        && !meant.equalsIgnoreCase(official.email())
        && !meant.equals(official.id().toString());
  }
}
