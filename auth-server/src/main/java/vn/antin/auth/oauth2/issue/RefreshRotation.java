package vn.antin.auth.oauth2.issue;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.oauth2.access.Admission;
import vn.antin.auth.oauth2.bind.Resources;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.HandleKind;
import vn.antin.auth.oauth2.token.LiveHandle;
import vn.antin.auth.oauth2.token.Spent;
import vn.antin.auth.oauth2.token.TokenStore;

/**
 * Exchanges a refresh token for the next one and fresh tokens (RFC 9700 §4.14). That of a FAPI
 * client is not exchanged but used again (FAPI 2.0 Security Profile §5.3.2.1): who uses it proves
 * every time to be the client, and to hold a key.
 */
@Component
final class RefreshRotation {
  private final TokenStore store;
  private final FamilyAudit families;
  private final Administration administration;
  private final Admission admission;
  private final Resources resources;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  RefreshRotation(
      TokenStore store,
      FamilyAudit families,
      Administration administration,
      Admission admission,
      Resources resources,
      TransactionOperations transactions,
      InstantSource clock) {
    this.store = store;
    this.families = families;
    this.administration = administration;
    this.admission = admission;
    this.resources = resources;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Spends the refresh token; that commits although the answer may be an error, except when the
   * client asked for too much or proved too little.
   *
   * @param wanted scopes for the access token, a part of those granted; empty for all of them
   */
  Outcome rotate(Client client, String refreshToken, Set<String> wanted, TokenRequest request) {
    Handle handle = Handle.parse(refreshToken).orElse(null);
    return handle == null
        ? refused("the refresh token is not known")
        : transactions.execute(status ->
            kept(client, handle)
                .map(family -> check(client, family, null, wanted, request, status))
                .orElseGet(() -> spend(client, handle, wanted, request, status)));
  }

  /** The living family of a token that stays what it is. */
  private Optional<Family> kept(Client client, Handle refresh) {
    return client.profile().fapi()
        ? store
            .findAlive(HandleKind.REFRESH, refresh)
            .map(LiveHandle::family)
            .filter(family -> family.clientId().equals(client.id()))
        : Optional.empty();
  }

  private Outcome spend(
      Client client,
      Handle refresh,
      Set<String> wanted,
      TokenRequest request,
      TransactionStatus status) {
    return switch (store.exchange(HandleKind.REFRESH, refresh)) {
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
        yield check(client, family, taken, wanted, request, status);
      }
    };
  }

  private Outcome check(
      Client client,
      Family family,
      Spent.@Nullable Taken spent,
      Set<String> wanted,
      TokenRequest request,
      TransactionStatus status) {
    if (!admission.admits(client.id(), family.account())) {
      families.revoke(family.id(), client.id(), "the official may not use the system any more");
      return refused("the official may not use this system any more");
    }
    Optional<Set<String>> audience =
        resources.narrow(client, family.resources(), request.resources());
    Outcome.Refused mistake = null;
    if (!proves(client, family.confirmation(), request.confirmation())) {
      mistake = refused("the refresh token is bound to a key that this request does not prove");
    } else if (!family.scopes().containsAll(wanted)) {
      mistake =
          new Outcome.Refused(
              OAuth2ErrorCodes.INVALID_SCOPE,
              "scope goes beyond what the official's login granted");
    } else if (audience.isEmpty()) {
      mistake = new Outcome.Refused("invalid_target", "resource goes beyond the authorization");
    }
    if (mistake != null) {
      // Nothing was given, so the token is not spent either: nobody can harm who holds the key.
      status.setRollbackOnly();
      return mistake;
    }
    return grant(
        bound(client, family, request.confirmation()),
        spent,
        stillAllowed(client, wanted.isEmpty() ? family.scopes() : wanted),
        audience.orElseThrow());
  }

  private Outcome grant(
      Family family, Spent.@Nullable Taken spent, Set<String> granted, Set<String> audience) {
    store.markSeen(family, spent == null ? null : spent.sessionSeenAt());
    Set<String> scopes = resources.scopesFor(audience, granted);
    return new Outcome.Granted(
        family,
        scopes,
        audience,
        spent == null ? null : spent.next(),
        administration.of(family.account(), scopes));
  }

  /**
   * The refresh token of a public client belongs to one key. That of a client which authenticates
   * is bound by that, so its next access token may have a new key (RFC 9449 §5, RFC 8705 §4), but
   * none for any bearer.
   */
  private static boolean proves(
      Client client, @Nullable Confirmation bound, @Nullable Confirmation shown) {
    if (bound == null) {
      return true;
    }
    return isPublic(client)
        ? bound.equals(shown)
        : shown != null && shown.getClass() == bound.getClass();
  }

  private Family bound(Client client, Family family, @Nullable Confirmation shown) {
    if (shown == null) {
      return family;
    }
    return family.confirmation() == null && isPublic(client)
        ? store.bind(family, shown)
        : family.boundTo(shown);
  }

  /** What the client may have today: an administrator can have taken scopes from it. */
  private static Set<String> stillAllowed(Client client, Set<String> scopes) {
    return scopes.stream()
        .filter(client.scopes()::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isPublic(Client client) {
    return client.authentication() == ClientAuthentication.NONE;
  }

  private static Outcome.Refused refused(String description) {
    return new Outcome.Refused(OAuth2ErrorCodes.INVALID_GRANT, description);
  }
}
