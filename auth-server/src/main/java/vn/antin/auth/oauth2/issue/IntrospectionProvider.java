package vn.antin.auth.oauth2.issue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.jose.Subjects;
import vn.antin.auth.oauth2.token.ApprovedDetails;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.HandleKind;
import vn.antin.auth.oauth2.token.LiveHandle;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.web.House;

/**
 * Introspection (RFC 7662). A client may ask about its own tokens, and about any when its row says
 * so; anything else is "not active", as are tokens whose family, session, account or client has
 * ended. A refresh token is known to nobody but its client, so that no resource server takes one
 * for an access token. Who asks learns the key that a token is bound to, and checks that itself.
 */
@Component
public final class IntrospectionProvider implements AuthenticationProvider {
  private static final List<String> JWT_CLAIMS =
      List.of(
          "aud",
          "jti",
          "client_id",
          "sub",
          "sid",
          "auth_time",
          "acr",
          "cnf",
          "act",
          "administers",
          "administrator_roles",
          "authorization_details");

  private final TokenStore store;
  private final AccessTokens accessTokens;
  private final Clients clients;
  private final Subjects subjects;
  private final House house;
  private final JsonMapper json;

  IntrospectionProvider(
      TokenStore store,
      AccessTokens accessTokens,
      Clients clients,
      Subjects subjects,
      House house,
      JsonMapper json) {
    this.store = store;
    this.accessTokens = accessTokens;
    this.clients = clients;
    this.subjects = subjects;
    this.house = house;
    this.json = json;
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    OAuth2TokenIntrospectionAuthenticationToken request =
        (OAuth2TokenIntrospectionAuthenticationToken) presented;
    if (!(request.getPrincipal() instanceof AuthenticatedClient caller)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    OAuth2TokenIntrospection answer =
        claims(request.getToken(), caller.client())
            .filter(claims -> mayAsk(caller.client(), claims))
            .map(claims ->
                OAuth2TokenIntrospection.builder(true).claims(all -> all.putAll(claims)).build())
            .orElseGet(() -> OAuth2TokenIntrospection.builder().build());
    return new OAuth2TokenIntrospectionAuthenticationToken(request.getToken(), caller, answer);
  }

  private static boolean mayAsk(Client caller, Map<String, Object> claims) {
    return caller.mayIntrospect() || caller.id().equals(claims.get("client_id"));
  }

  private Optional<Map<String, Object>> claims(String token, Client caller) {
    return Handle.parse(token)
        .map(handle ->
            store
                .findAlive(HandleKind.ACCESS, handle)
                .flatMap(live -> opaque(live, caller, true))
                .or(() ->
                    store
                        .findAlive(HandleKind.REFRESH, handle)
                        .filter(live -> live.family().clientId().equals(caller.id()))
                        .flatMap(live -> opaque(live, caller, false))))
        .orElseGet(() ->
            accessTokens
                .read(token)
                .flatMap(this::alive)
                .map(this::jwt)
                .filter(
                    claims -> clients.find(String.valueOf(claims.get("client_id"))).isPresent()));
  }

  /** To our own services an official is always the account, else whom the token's client knows. */
  private Optional<Map<String, Object>> opaque(LiveHandle live, Client caller, boolean access) {
    return clients
        .find(live.family().clientId())
        .map(client ->
            opaque(
                live,
                caller.kind() == ClientKind.HOUSE
                    ? live.family().account().toString()
                    : subjects.of(client, live.family().account()),
                access));
  }

  private Map<String, Object> opaque(LiveHandle live, String subject, boolean access) {
    Family family = live.family();
    Map<String, Object> claims = common(live.issuedAt(), live.expiresAt());
    claims.put("sub", subject);
    claims.put("client_id", family.clientId());
    claims.put("scope", family.scopes().stream().sorted().toList());
    claims.put("sid", family.session().toString());
    claims.put("auth_time", family.authenticatedAt().getEpochSecond());
    claims.put("acr", family.assurance());
    Confirmation confirmation = family.confirmation();
    if (confirmation != null) {
      claims.put("cnf", confirmation.claim());
    }
    if (access) {
      claims.put("token_type", tokenType(claims.get("cnf")));
      claims.put("aud", List.of(house.signingServiceUrl().toString()));
    }
    ApprovedDetails approval = family.approval();
    if (approval != null) {
      if (approval.grant() != null) {
        claims.put("grant_id", approval.grant().toString());
      }
      claims.put(
          "authorization_details", json.readValue(approval.authorizationDetails(), List.class));
    }
    return claims;
  }

  private Optional<Jwt> alive(Jwt token) {
    return FamilyId.ofTokenId(token.getId())
        .map(family -> store.findAlive(family).map(alive -> token))
        .orElse(Optional.of(token));
  }

  private Map<String, Object> jwt(Jwt token) {
    Map<String, Object> claims =
        common(
            Objects.requireNonNull(token.getIssuedAt()),
            Objects.requireNonNull(token.getExpiresAt()));
    String scope = token.getClaimAsString("scope");
    claims.put("scope", scope == null ? List.of() : List.of(scope.split(" ")));
    claims.put("token_type", tokenType(token.getClaim("cnf")));
    for (String name : JWT_CLAIMS) {
      Object value = token.getClaim(name);
      if (value != null) {
        claims.put(name, value);
      }
    }
    return claims;
  }

  private Map<String, Object> common(Instant issuedAt, Instant expiresAt) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", house.issuer().toString());
    claims.put("iat", issuedAt);
    claims.put("exp", expiresAt);
    return claims;
  }

  private static String tokenType(@Nullable Object confirmation) {
    return confirmation instanceof Map<?, ?> key && key.containsKey("jkt") ? "DPoP" : "Bearer";
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(type);
  }
}
