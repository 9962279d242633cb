package vn.antin.auth.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;

/** Clients whose tokens are bound to keys, and what they send. */
final class BoundClients {
  static final String CALLBACK = "https://bound.example/cb";

  static final ECKey ASSERTION_KEY = assertionKey();

  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final TestClock clock;

  BoundClients(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A native app, which has no secret. */
  String publicApp() {
    return insert("none", "standard", "{}");
  }

  /** A client that authenticates by {@link #assertion}, with this metadata. */
  String confidential(String metadata) {
    return insert("private_key_jwt", "standard", metadata);
  }

  String insert(String authentication, String profile, String metadata) {
    String id = "bound-" + UUID.randomUUID().toString().substring(0, 13);
    boolean signs = authentication.equals("private_key_jwt");
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, kind, profile, authentication, jwks,
              redirect_uris, grant_types, scopes, first_party, metadata, created_at, updated_at)
            VALUES (:id, 'Bound', 'registered', :profile, :authentication, :jwks,
              ARRAY[:callback], :grants::text[], ARRAY['openid', 'profile', 'email', 'service',
              'admin'], true, :metadata::jsonb, now(), now())
            """)
        .param("id", id)
        .param("profile", profile)
        .param("authentication", authentication)
        .param("jwks", signs ? new JWKSet(ASSERTION_KEY.toPublicJWK()).toString() : null)
        .param("callback", CALLBACK)
        .param(
            "grants",
            signs
                ? "{authorization_code,refresh_token,client_credentials}"
                : "{authorization_code,refresh_token}")
        .param("metadata", metadata)
        .update();
    return id;
  }

  /** A code for the client, with these further parameters. */
  String code(Browser browser, String client, String... more) {
    return protocol
        .authorize(browser, Protocol.with(Protocol.request(client, CALLBACK), more))
        .parameter("code");
  }

  Answer redeem(String client, String code, @Nullable DpopKey key, String... more) {
    return token(
        client,
        key,
        Protocol.with(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                Protocol.VERIFIER),
            more));
  }

  Answer refresh(String client, String refreshToken, @Nullable DpopKey key, String... more) {
    return token(
        client,
        key,
        Protocol.with(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), more));
  }

  /** A token request with a good proof, or without any. */
  Answer token(String client, @Nullable DpopKey key, Map<String, String> form) {
    return send(
        client,
        form,
        key == null ? Map.of() : Map.of("DPoP", key.proof("POST", tokenEndpoint(), now())));
  }

  /** A token request with these headers. */
  Answer send(String client, Map<String, String> form, Map<String, String> headers) {
    return post("/oauth2/token", client, form, headers);
  }

  /** A request of the client that has authenticated, to any endpoint. */
  Answer post(String path, String client, Map<String, String> form, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(form);
    all.put("client_id", client);
    if (signs(client)) {
      all.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      all.put("client_assertion", assertion(client));
    }
    return protocol.post(path, all, headers);
  }

  Instant now() {
    return clock.instant();
  }

  String tokenEndpoint() {
    return protocol.issuer() + "/oauth2/token";
  }

  private boolean signs(String client) {
    return jdbc.sql("SELECT authentication FROM oauth2_client WHERE client_id = :id")
        .param("id", client)
        .query(String.class)
        .single()
        .equals("private_key_jwt");
  }

  private String assertion(String client) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ASSERTION_KEY.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .issuer(client)
                  .subject(client)
                  .audience(protocol.issuer())
                  .jwtID(UUID.randomUUID().toString())
                  .issueTime(Date.from(now()))
                  .expirationTime(Date.from(now().plusSeconds(60)))
                  .build());
      jwt.sign(new ECDSASigner(ASSERTION_KEY));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey assertionKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("bound-1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
