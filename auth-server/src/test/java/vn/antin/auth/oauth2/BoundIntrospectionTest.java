package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.TestClock;

/** What introspection tells of bound tokens, and in which form (RFC 7662, 9701, RFC 9449 §6.2). */
@OAuth2Test
final class BoundIntrospectionTest {
  private static final String FORM = "application/token-introspection+jwt";

  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final BoundClients clients;
  private final DpopKey key = DpopKey.create();

  @Autowired
  BoundIntrospectionTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.clients = new BoundClients(protocol, jdbc, clock);
  }

  @Test
  void resourceServerLearnsTheKeyOfAToken() {
    String client = clients.confidential("{}");
    Answer tokens = tokens(client);
    JsonNode told = introspect(client, tokens.text("access_token"), Map.of()).json();
    assertThat(told.path("token_type").asString()).isEqualTo("DPoP");
    assertThat(told.path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
    assertThat(told.path("acr").asString()).isNotEmpty();
    assertThat(told.path("aud").toString()).contains(protocol.issuer());
    assertThat(told.propertyNames())
        .as("no personal data")
        .doesNotContain("username", "name", "email");
  }

  @Test
  void refreshTokenIsNobodysBusinessButItsClients() {
    String client = clients.confidential("{}");
    String refresh = tokens(client).text("refresh_token");
    JsonNode own = introspect(client, refresh, Map.of()).json();
    assertThat(own.path("active").asBoolean()).isTrue();
    assertThat(own.propertyNames()).doesNotContain("token_type");
    assertThat(own.path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
    String resource = resourceServer("standard", "{}");
    assertThat(introspect(resource, refresh, Map.of()).response().body())
        .isEqualTo("{\"active\":false}");
  }

  @Test
  void answerIsSignedForWhoAsksForIt() throws Exception {
    Answer tokens = tokens(clients.confidential("{}"));
    String resource = resourceServer("standard", "{}");
    Answer answer = introspect(resource, tokens.text("access_token"), Map.of("Accept", FORM));
    assertThat(answer.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith(FORM);
    JWTClaimsSet claims = verified(answer);
    assertThat(claims.getIssuer()).isEqualTo(protocol.issuer());
    assertThat(claims.getAudience()).containsExactly(resource);
    assertThat(claims.getIssueTime()).isNotNull();
    assertThat(claims.getSubject()).as("outside of what it is about").isNull();
    assertThat(claims.getExpirationTime()).isNull();
    assertThat(claims.getJSONObjectClaim("token_introspection"))
        .containsEntry("active", true)
        .containsEntry("scope", "email openid profile")
        .containsEntry("cnf", Map.of("jkt", key.thumbprint()))
        .containsEntry("token_type", "DPoP");

    JWTClaimsSet unknown = verified(introspect(resource, "unknown", Map.of("Accept", FORM)));
    assertThat(unknown.getJSONObjectClaim("token_introspection"))
        .isEqualTo(Map.of("active", false));
  }

  @Test
  void messageSigningClientsGetNothingUnsigned() throws Exception {
    Answer tokens = tokens(clients.confidential("{}"));
    String resource = resourceServer("fapi2_message_signing", "{}");
    assertThat(
            verified(introspect(resource, tokens.text("access_token"), Map.of()))
                .getJSONObjectClaim("token_introspection"))
        .containsEntry("active", true);
  }

  @Test
  void algorithmIsTheOneRegistered() throws Exception {
    Answer tokens = tokens(clients.confidential("{}"));
    String resource =
        resourceServer("standard", "{\"introspection_signed_response_alg\": \"RS256\"}");
    Answer answer = introspect(resource, tokens.text("access_token"), Map.of("Accept", FORM));
    assertThat(SignedJWT.parse(answer.response().body()).getHeader().getAlgorithm().getName())
        .isEqualTo("RS256");
  }

  @Test
  void answerIsNotAnAccessToken() {
    String client = clients.confidential("{}");
    Answer tokens = tokens(client);
    String jwt =
        introspect(client, tokens.text("access_token"), Map.of("Accept", FORM)).response().body();
    assertThat(protocol.userInfo(jwt).status()).isEqualTo(401);
    assertThat(introspect(client, jwt, Map.of()).json().path("active").asBoolean(true)).isFalse();
  }

  @Test
  void revocationTakesAnyHintAndBoundTokensWithoutAProof() {
    for (String hint : new String[] {"access_token", "refresh_token", "nonsense"}) {
      String client = clients.confidential("{}");
      Answer tokens = tokens(client);
      Answer revoked =
          clients.post(
              "/oauth2/revoke",
              client,
              Map.of("token", tokens.text("access_token"), "token_type_hint", hint),
              Map.of());
      assertThat(revoked.status()).as(hint).isEqualTo(200);
      assertThat(clients.refresh(client, tokens.text("refresh_token"), key).text("error"))
          .isEqualTo("invalid_grant");
    }
  }

  @Test
  void metadataNamesTheAlgorithms() {
    JsonNode metadata = protocol.get("/.well-known/openid-configuration").json();
    assertThat(metadata.path("introspection_signing_alg_values_supported").toString())
        .contains("ES256");
    assertThat(metadata.path("introspection_encryption_alg_values_supported").isArray()).isTrue();
    assertThat(metadata.path("introspection_encryption_enc_values_supported").isArray()).isTrue();
  }

  private Answer tokens(String client) {
    return clients.redeem(client, clients.code(protocol.newOfficial().browser(), client), key);
  }

  private String resourceServer(String profile, String metadata) {
    String id = clients.insert("private_key_jwt", profile, metadata);
    jdbc.sql("UPDATE oauth2_client SET may_introspect = true WHERE client_id = :id")
        .param("id", id)
        .update();
    return id;
  }

  private Answer introspect(String client, String token, Map<String, String> headers) {
    return clients.post("/oauth2/introspect", client, Map.of("token", token), headers);
  }

  private JWTClaimsSet verified(Answer answer) throws Exception {
    SignedJWT jwt = SignedJWT.parse(answer.response().body());
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("token-introspection+jwt");
    JWKSet keys = JWKSet.parse(protocol.get("/oauth2/jwks").response().body());
    assertThat(
            jwt.verify(new ECDSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
        .isTrue();
    return jwt.getJWTClaimsSet();
  }
}
