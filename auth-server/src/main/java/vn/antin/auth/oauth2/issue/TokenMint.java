package vn.antin.auth.oauth2.issue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.ServiceTokens;
import vn.antin.auth.oauth2.access.OfficialClaims;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.jose.Jose;
import vn.antin.auth.oauth2.jose.Subjects;
import vn.antin.auth.oauth2.request.ClaimScopes;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.web.House;

/** Makes and signs JWTs. */
@Component
final class TokenMint implements ServiceTokens {
  /** Scopes whose tokens signing-service accepts as well. */
  private static final Set<String> SIGNING_SERVICE_SCOPES =
      Set.of("service", "admin", "signing-request");

  private final Jose jose;
  private final Subjects subjects;
  private final UserInfo userInfo;
  private final OfficialClaims work;
  private final OAuth2Properties properties;
  private final House house;
  private final InstantSource clock;
  private final JsonMapper json;

  TokenMint(
      Jose jose,
      Subjects subjects,
      UserInfo userInfo,
      OfficialClaims work,
      OAuth2Properties properties,
      House house,
      InstantSource clock,
      JsonMapper json) {
    this.jose = jose;
    this.subjects = subjects;
    this.userInfo = userInfo;
    this.work = work;
    this.properties = properties;
    this.house = house;
    this.clock = clock;
    this.json = json;
  }

  /**
   * An access token of an official (RFC 9068).
   *
   * @param resources where it may be used; empty for the usual audience
   */
  OAuth2AccessToken accessToken(
      Client client,
      Family family,
      Set<String> scopes,
      Set<String> resources,
      Administered administers) {
    Map<String, Object> claims = claims(properties.accessTokenLifetime());
    claims.put("sub", subjects.of(client, family.account()));
    claims.put("aud", audience(scopes, resources));
    claims.put("jti", family.id().newTokenId());
    claims.put("client_id", client.id());
    claims.put("scope", text(scopes));
    claims.put("sid", family.session().toString());
    claims.put("auth_time", family.authenticatedAt());
    claims.put("acr", family.assurance());
    claims.putAll(
        work.find(client.id(), family.account(), family.session(), ClaimScopes.ofWork(scopes)));
    if (scopes.contains("admin")) {
      claims.put("administers", administers.units().stream().map(UUID::toString).toList());
      claims.put("administrator_roles", administers.roles());
    }
    if (family.approval() != null) {
      claims.put(
          "authorization_details",
          json.readValue(family.approval().authorizationDetails(), List.class));
    }
    return accessToken(claims, scopes, family.confirmation());
  }

  /** An access token of a client on its own behalf. */
  OAuth2AccessToken accessToken(Client client, Set<String> scopes, TokenRequest request) {
    Map<String, Object> claims = claims(properties.accessTokenLifetime());
    claims.put("sub", client.id());
    claims.put("aud", audience(scopes, request.resources()));
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("client_id", client.id());
    if (client.kind() != ClientKind.DYNAMIC) { // whoever registers itself chooses its name
      claims.put("client_name", client.name());
    }
    claims.put("client_auth_method", client.authentication().value());
    claims.put("scope", text(scopes));
    return accessToken(claims, scopes, request.confirmation());
  }

  /** An access token that comes of another token or of a trusted system's word. */
  OAuth2AccessToken accessToken(DerivedToken wanted) {
    Map<String, Object> claims = claims(properties.accessTokenLifetime());
    Instant end = (Instant) Objects.requireNonNull(claims.get("exp"));
    claims.put("exp", end.isAfter(wanted.notAfter()) ? wanted.notAfter() : end);
    claims.put("sub", subjects.of(wanted.client(), wanted.official()));
    claims.put("aud", audience(wanted.scopes(), wanted.audience()));
    claims.put("jti", wanted.tokenId());
    claims.put("client_id", wanted.client().id());
    claims.put("scope", text(wanted.scopes()));
    Family family = wanted.family();
    if (family != null) {
      claims.put("sid", family.session().toString());
      claims.put("auth_time", family.authenticatedAt());
      claims.put("acr", family.assurance());
    }
    claims.putAll(wanted.more());
    return accessToken(claims, wanted.scopes(), wanted.confirmation());
  }

  @Override
  public String mint(String scope) {
    Map<String, Object> claims = claims(properties.accessTokenLifetime());
    claims.put("sub", "auth-server");
    claims.put("aud", house.signingServiceUrl().toString());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("client_id", "auth-server");
    claims.put("scope", scope);
    return jose.signOwn("at+jwt", claims);
  }

  /**
   * An ID token (OpenID Connect Core §2), signed and encrypted as the client has registered.
   *
   * @param nonce of the authentication request; none when the token comes with a refresh
   */
  String idToken(
      Client client, Family family, @Nullable String nonce, OAuth2AccessToken accessToken) {
    Map<String, Object> claims = claims(properties.idTokenLifetime());
    claims.put("sub", subjects.of(client, family.account()));
    claims.put("aud", client.id());
    claims.put("sid", family.session().toString());
    claims.put("auth_time", family.authenticatedAt());
    claims.put("acr", family.assurance());
    claims.put("amr", family.methods());
    claims.put("at_hash", jose.leftHalfOfHash(accessToken.getTokenValue(), client));
    if (nonce != null) {
      claims.put("nonce", nonce);
    }
    userInfo.forIdToken(family).forEach(claims::putIfAbsent);
    return jose.sign("JWT", claims, client, "id_token");
  }

  private OAuth2AccessToken accessToken(
      Map<String, Object> claims, Set<String> scopes, @Nullable Confirmation confirmation) {
    if (confirmation != null) {
      claims.put("cnf", confirmation.claim());
    }
    return new OAuth2AccessToken(
        confirmation instanceof Confirmation.DpopKey
            ? OAuth2AccessToken.TokenType.DPOP
            : OAuth2AccessToken.TokenType.BEARER,
        jose.signOwn("at+jwt", claims),
        (Instant) Objects.requireNonNull(claims.get("iat")),
        (Instant) Objects.requireNonNull(claims.get("exp")),
        scopes);
  }

  private Map<String, Object> claims(Duration lifetime) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", house.issuer().toString());
    claims.put("iat", now);
    claims.put("exp", now.plus(lifetime));
    return claims;
  }

  private List<String> audience(Set<String> scopes, Set<String> resources) {
    if (!resources.isEmpty()) {
      return resources.stream().sorted().toList();
    }
    String issuer = house.issuer().toString();
    return scopes.stream().anyMatch(SIGNING_SERVICE_SCOPES::contains)
        ? List.of(issuer, house.signingServiceUrl().toString())
        : List.of(issuer);
  }

  private static String text(Set<String> scopes) {
    return String.join(" ", new TreeSet<>(scopes));
  }
}
