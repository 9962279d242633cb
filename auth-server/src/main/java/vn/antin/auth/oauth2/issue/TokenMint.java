package vn.antin.auth.oauth2.issue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.ServiceTokens;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.web.House;

/** Makes and signs JWTs. */
@Component
final class TokenMint implements ServiceTokens {
  /** Scopes whose tokens signing-service accepts as well. */
  private static final Set<String> SIGNING_SERVICE_SCOPES = Set.of("service", "admin");

  private final SigningKeys keys;
  private final JwtEncoder encoder;
  private final OAuth2Properties properties;
  private final House house;
  private final InstantSource clock;

  TokenMint(SigningKeys keys, OAuth2Properties properties, House house, InstantSource clock) {
    this.keys = keys;
    this.encoder = new NimbusJwtEncoder(keys.signing());
    this.properties = properties;
    this.house = house;
    this.clock = clock;
  }

  /**
   * An access token of an official (RFC 9068).
   *
   * @param resources where it may be used; empty for the usual audience
   */
  OAuth2AccessToken accessToken(
      Family family, Set<String> scopes, Set<String> resources, List<UUID> administers) {
    JwtClaimsSet.Builder claims =
        claims(properties.accessTokenLifetime())
            .subject(family.account().toString())
            .audience(audience(scopes, resources))
            .id(family.id().newTokenId())
            .claim("client_id", family.clientId())
            .claim("scope", text(scopes))
            .claim("sid", family.session().toString())
            .claim("auth_time", family.authenticatedAt().getEpochSecond())
            .claim("acr", family.assurance());
    if (scopes.contains("admin")) {
      claims.claim("administers", administers.stream().map(UUID::toString).toList());
    }
    return accessToken(claims, scopes, family.confirmation());
  }

  /** An access token of a client on its own behalf. */
  OAuth2AccessToken accessToken(Client client, Set<String> scopes, TokenRequest request) {
    return accessToken(
        claims(properties.accessTokenLifetime())
            .subject(client.id())
            .audience(audience(scopes, request.resources()))
            .id(UUID.randomUUID().toString())
            .claim("client_id", client.id())
            .claim("scope", text(scopes)),
        scopes,
        request.confirmation());
  }

  @Override
  public String mint(String scope) {
    JwtClaimsSet claims =
        claims(properties.accessTokenLifetime())
            .subject("auth-server")
            .audience(List.of(house.signingServiceUrl().toString()))
            .id(UUID.randomUUID().toString())
            .claim("client_id", "auth-server")
            .claim("scope", scope)
            .build();
    return encode("at+jwt", claims);
  }

  /**
   * An ID token (OpenID Connect Core §2).
   *
   * @param nonce of the authentication request; none when the token comes with a refresh
   */
  String idToken(Family family, @Nullable String nonce, OAuth2AccessToken accessToken) {
    JwtClaimsSet.Builder claims =
        claims(properties.idTokenLifetime())
            .subject(family.account().toString())
            .audience(List.of(family.clientId()))
            .claim("sid", family.session().toString())
            .claim("auth_time", family.authenticatedAt().getEpochSecond())
            .claim("acr", family.assurance())
            .claim("amr", family.methods())
            .claim("at_hash", leftHalfOfHash(accessToken.getTokenValue()));
    if (nonce != null) {
      claims.claim("nonce", nonce);
    }
    return encode("JWT", claims.build());
  }

  private OAuth2AccessToken accessToken(
      JwtClaimsSet.Builder builder, Set<String> scopes, @Nullable Confirmation confirmation) {
    if (confirmation != null) {
      builder.claim("cnf", confirmation.claim());
    }
    JwtClaimsSet claims = builder.build();
    return new OAuth2AccessToken(
        confirmation instanceof Confirmation.DpopKey
            ? OAuth2AccessToken.TokenType.DPOP
            : OAuth2AccessToken.TokenType.BEARER,
        encode("at+jwt", claims),
        claims.getIssuedAt(),
        claims.getExpiresAt(),
        scopes);
  }

  private JwtClaimsSet.Builder claims(Duration lifetime) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return JwtClaimsSet.builder()
        .issuer(house.issuer().toString())
        .issuedAt(now)
        .expiresAt(now.plus(lifetime));
  }

  private String encode(String type, JwtClaimsSet claims) {
    JwsHeader header =
        JwsHeader.with(SignatureAlgorithm.ES256).type(type).keyId(keys.signingKeyId()).build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
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

  private static String leftHalfOfHash(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
