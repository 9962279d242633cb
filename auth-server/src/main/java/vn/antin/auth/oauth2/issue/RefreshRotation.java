package vn.antin.auth.oauth2.issue;

import java.time.InstantSource;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.HandleKind;
import vn.antin.auth.oauth2.token.Spent;
import vn.antin.auth.oauth2.token.TokenStore;

/** Exchanges a refresh token for the next one and fresh tokens (RFC 9700 §4.14). */
@Component
final class RefreshRotation {
  private final TokenStore store;
  private final FamilyAudit families;
  private final Administration administration;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  RefreshRotation(
      TokenStore store,
      FamilyAudit families,
      Administration administration,
      TransactionOperations transactions,
      InstantSource clock) {
    this.store = store;
    this.families = families;
    this.administration = administration;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Spends the refresh token; that commits although the answer may be an error, except when the
   * client asked for too much.
   *
   * @param wanted scopes for the access token, a part of those granted; empty for all of them
   */
  Outcome rotate(Client client, String refreshToken, Set<String> wanted) {
    Handle handle = Handle.parse(refreshToken).orElse(null);
    return handle == null
        ? refused("the refresh token is not known")
        : transactions.execute(status -> rotate(client, handle, wanted, status));
  }

  private Outcome rotate(
      Client client, Handle refresh, Set<String> wanted, TransactionStatus status) {
    return switch (store.spend(HandleKind.REFRESH, refresh)) {
      case Spent.Unknown() -> refused("the refresh token is not known");
      case Spent.Replayed replay -> {
        families.replayed(HandleKind.REFRESH, replay, client.id());
        yield refused("the refresh token has been used; the authorization has been revoked");
      }
      case Spent.Taken taken -> {
        Family family = taken.family();
        if (!family.clientId().equals(client.id())) {
          families.revoke(family.id(), client.id(), "refresh token presented by another client");
          yield refused("the refresh token was issued to another client");
        }
        if (!taken.alive() || !taken.expiresAt().isAfter(clock.instant())) {
          yield refused("the refresh token has expired or its session has ended");
        }
        yield grant(family, wanted, status);
      }
    };
  }

  private Outcome grant(Family family, Set<String> wanted, TransactionStatus status) {
    if (!family.scopes().containsAll(wanted)) {
      // A mistake, not an attack: nothing was given, so the token is not spent either.
      status.setRollbackOnly();
      return new Outcome.Refused(
          OAuth2ErrorCodes.INVALID_SCOPE, "scope goes beyond what the official's login granted");
    }
    store.markSeen(family);
    Set<String> scopes = wanted.isEmpty() ? family.scopes() : wanted;
    return new Outcome.Granted(
        family,
        scopes,
        store.issue(family, HandleKind.REFRESH, family.endsAt()),
        administration.unitsOf(family.account(), scopes));
  }

  private static Outcome refused(String description) {
    return new Outcome.Refused(OAuth2ErrorCodes.INVALID_GRANT, description);
  }
}
