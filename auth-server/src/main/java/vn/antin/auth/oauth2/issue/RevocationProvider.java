package vn.antin.auth.oauth2.issue;

import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.OwnedFamily;
import vn.antin.auth.oauth2.token.TokenStore;

/**
 * Revocation (RFC 7009). Whatever token of a family is presented, the whole family ends. An unknown
 * or expired token is answered like a revoked one.
 */
@Component
public final class RevocationProvider implements AuthenticationProvider {
  private final TokenStore store;
  private final AccessTokens accessTokens;
  private final FamilyAudit families;
  private final TransactionOperations transactions;

  RevocationProvider(
      TokenStore store,
      AccessTokens accessTokens,
      FamilyAudit families,
      TransactionOperations transactions) {
    this.store = store;
    this.accessTokens = accessTokens;
    this.families = families;
    this.transactions = transactions;
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    OAuth2TokenRevocationAuthenticationToken request =
        (OAuth2TokenRevocationAuthenticationToken) presented;
    if (!(request.getPrincipal() instanceof AuthenticatedClient caller)) {
      throw error(OAuth2ErrorCodes.INVALID_CLIENT, "client authentication is missing");
    }
    transactions.executeWithoutResult(status ->
        find(request.getToken())
            .ifPresent(found -> {
              if (!found.clientId().equals(caller.client().id())) {
                throw error(
                    OAuth2ErrorCodes.INVALID_GRANT, "the token was issued to another client");
              }
              families.revoke(found.id(), caller.client().id(), "revoked by the client");
            }));
    return request;
  }

  private Optional<OwnedFamily> find(String token) {
    return Handle.parse(token)
        .map(store::ownerOf)
        .orElseGet(() -> accessTokens.read(token).map(this::owner));
  }

  private OwnedFamily owner(Jwt token) {
    FamilyId family =
        FamilyId.ofTokenId(token.getId())
            .orElseThrow(() ->
                error(
                    OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE,
                    "a token without an official cannot be revoked; it lives minutes"));
    String client = Objects.requireNonNull(token.getClaimAsString("client_id"));
    if (store.findAlive(family).filter(alive -> !alive.clientId().equals(client)).isPresent()) {
      throw error(
          OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE,
          "a token got by exchange ends with the login behind it");
    }
    return new OwnedFamily(family, client);
  }

  private static OAuth2AuthenticationException error(String code, String description) {
    return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(type);
  }
}
