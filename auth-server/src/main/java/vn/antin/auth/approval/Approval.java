package vn.antin.auth.approval;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.SessionId;

/**
 * A parked request for agreement, as the approval page works with it.
 *
 * @param question the question of the inbox that it answers; null when it came by browser
 * @param bindingMessage what the application shows as well; null for nothing
 */
record Approval(
    UUID id,
    SessionId session,
    AccountId official,
    String clientId,
    String clientName,
    String returnTo,
    String detailsJson,
    Instant expiresAt,
    @Nullable Decision decision,
    @Nullable UUID question,
    @Nullable String bindingMessage) {

  boolean open(Instant now) {
    return decision == null && now.isBefore(expiresAt);
  }
}
