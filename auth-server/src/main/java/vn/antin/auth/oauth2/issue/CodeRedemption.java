package vn.antin.auth.oauth2.issue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.bind.Resources;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.HandleKind;
import vn.antin.auth.oauth2.token.Spent;
import vn.antin.auth.oauth2.token.TokenStore;

/** Turns an authorization code into tokens, once. */
@Component
final class CodeRedemption {
  private final TokenStore store;
  private final FamilyAudit families;
  private final Administration administration;
  private final Resources resources;
  private final TransactionOperations transactions;
  private final OAuth2Properties properties;
  private final InstantSource clock;

  CodeRedemption(
      TokenStore store,
      FamilyAudit families,
      Administration administration,
      Resources resources,
      TransactionOperations transactions,
      OAuth2Properties properties,
      InstantSource clock) {
    this.store = store;
    this.families = families;
    this.administration = administration;
    this.resources = resources;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  /** Spends the code; the transaction commits whatever the outcome. */
  Outcome redeem(
      Client client,
      String code,
      @Nullable String redirectUri,
      @Nullable String verifier,
      TokenRequest request) {
    Handle handle = Handle.parse(code).orElse(null);
    return handle == null
        ? refused("the code is not known")
        : transactions.execute(status -> redeem(client, handle, redirectUri, verifier, request));
  }

  private Outcome redeem(
      Client client,
      Handle code,
      @Nullable String redirectUri,
      @Nullable String verifier,
      TokenRequest request) {
    Spent spent =
        client.grantTypes().contains("refresh_token")
            ? store.exchange(HandleKind.CODE, code)
            : store.spend(HandleKind.CODE, code);
    return switch (spent) {
      case Spent.Unknown() -> refused("the code is not known");
      case Spent.Replayed replay -> {
        families.replayed(HandleKind.CODE, replay, client.id());
        yield refused("the code has been used; every token that came of it has been revoked");
      }
      case Spent.Taken taken -> {
        if (!taken.family().clientId().equals(client.id())) {
          families.revoke(taken.family().id(), client.id(), "code presented by another client");
          yield refused("the code was issued to another client");
        }
        yield check(client, taken, redirectUri, verifier, request);
      }
    };
  }

  private Outcome check(
      Client client,
      Spent.Taken taken,
      @Nullable String redirectUri,
      @Nullable String verifier,
      TokenRequest request) {
    if (!taken.alive() || !taken.expiresAt().isAfter(clock.instant())) {
      return refused("the code has expired or its session has ended");
    }
    if (redirectUri == null || !redirectUri.equals(taken.redirectUri())) {
      return refused("redirect_uri is not the one of the authorization request");
    }
    if (!ProofKey.answers(verifier, taken.codeChallenge())) {
      return refused("code_verifier does not answer code_challenge");
    }
    if (taken.dpopKey() != null
        && !new Confirmation.DpopKey(taken.dpopKey()).equals(request.confirmation())) {
      return refused("the code is bound to another key: dpop_jkt");
    }
    return resources
        .narrow(client, taken.family().resources(), request.resources())
        .map(audience -> grant(bound(taken.family(), request), taken.next(), audience))
        .orElseGet(
            () -> new Outcome.Refused("invalid_target", "resource goes beyond the authorization"));
  }

  private Family bound(Family family, TokenRequest request) {
    Confirmation key = request.confirmation();
    return key == null ? family : store.bind(family, key);
  }

  private Outcome grant(Family family, @Nullable Handle refresh, Set<String> audience) {
    if (family.approval() != null && family.approval().grant() != null) {
      Instant end = clock.instant().plus(properties.accessTokenLifetime());
      return new Outcome.GrantedApproval(family, store.issue(family, HandleKind.ACCESS, end));
    }
    Set<String> scopes = resources.scopesFor(audience, family.scopes());
    return new Outcome.Granted(
        family, scopes, audience, refresh, administration.of(family.account(), scopes));
  }

  private static Outcome refused(String description) {
    return new Outcome.Refused(OAuth2ErrorCodes.INVALID_GRANT, description);
  }
}
