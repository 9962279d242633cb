package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;

/** Bound tokens at our own resources (RFC 9449 §7, RFC 6750 §3, RFC 9728 §5.1). */
@OAuth2Test
final class BoundAccessTest {
  private final Protocol protocol;
  private final BoundClients clients;
  private final DpopKey key = DpopKey.create();
  private String token = "";

  @Autowired
  BoundAccessTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.clients = new BoundClients(protocol, jdbc, clock);
  }

  @BeforeEach
  void boundToken() {
    String client = clients.publicApp();
    token =
        clients
            .redeem(client, clients.code(protocol.newOfficial().browser(), client), key)
            .text("access_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/userinfo", "/api/me", "/api/me/systems"})
  void boundTokenOpensWithAProofAndNotWithout(String path) {
    assertThat(get(path, "DPoP " + token, proof(path)).status()).isEqualTo(200);

    Answer bearer = get(path, "Bearer " + token, null);
    assertThat(bearer.status()).isEqualTo(401);
    assertThat(challenge(bearer))
        .startsWith("DPoP error=\"invalid_token\"")
        .contains("algs=\"ES256 PS256 EdDSA\"")
        .contains("resource_metadata=\"" + protocol.issuer() + "/.well-known/");
    assertThat(get(path, "Bearer " + token, proof(path)).status()).isEqualTo(401);
    assertThat(get(path, "DPoP " + token, null).status()).isEqualTo(401);
  }

  @Test
  void proofThatDoesNotFitTheTokenIsRefused() {
    String uri = protocol.issuer() + "/userinfo";
    DpopKey thief = DpopKey.create();
    assertThat(
            challenge(
                get("/userinfo", "DPoP " + token, thief.proof("GET", uri, clients.now(), token))))
        .contains("invalid_token", "another key");
    assertThat(challenge(get("/userinfo", "DPoP " + token, key.proof("GET", uri, clients.now()))))
        .contains("invalid_dpop_proof", "ath");
    assertThat(
            challenge(
                get("/userinfo", "DPoP " + token, key.proof("GET", uri, clients.now(), "other"))))
        .contains("invalid_dpop_proof", "ath");
    assertThat(
            challenge(
                get("/userinfo", "DPoP " + token, key.proof("POST", uri, clients.now(), token))))
        .contains("invalid_dpop_proof", "htm");
    assertThat(challenge(get("/userinfo", "DPoP " + token, proof("/api/me"))))
        .contains("invalid_dpop_proof", "htu");
  }

  @Test
  void replayedProofIsRefused() {
    String proof = proof("/userinfo");
    assertThat(get("/userinfo", "DPoP " + token, proof).status()).isEqualTo(200);
    assertThat(challenge(get("/userinfo", "DPoP " + token, proof)))
        .contains("invalid_dpop_proof", "used before");
  }

  @Test
  void tokenForTheBearerIsNotTakenAsBound() {
    Answer tokens = protocol.redeem(protocol.code(protocol.newOfficial().browser()));
    String plain = tokens.text("access_token");
    String proof = key.proof("GET", protocol.issuer() + "/userinfo", clients.now(), plain);
    assertThat(challenge(get("/userinfo", "DPoP " + plain, proof)))
        .startsWith("Bearer error=\"invalid_token\"");
    assertThat(get("/userinfo", "Bearer " + plain, null).status()).isEqualTo(200);
  }

  @Test
  void callerWithoutATokenLearnsWhatIsTaken() {
    Answer nothing = protocol.get("/userinfo");
    assertThat(nothing.status()).isEqualTo(401);
    List<String> challenges = nothing.response().headers().allValues("WWW-Authenticate");
    assertThat(challenges).hasSize(2);
    assertThat(challenges.getFirst())
        .startsWith("Bearer resource_metadata=")
        .doesNotContain("error");
    assertThat(challenges.getLast()).startsWith("DPoP algs=").doesNotContain("error");
  }

  @Test
  void tokenInAFormIsTakenAtUserinfoAndInAnAddressNowhere() {
    String plain =
        protocol.redeem(protocol.code(protocol.newOfficial().browser())).text("access_token");
    assertThat(protocol.post("/userinfo", Map.of("access_token", plain), Map.of()).status())
        .isEqualTo(200);
    assertThat(protocol.get("/userinfo?access_token=" + plain).status()).isEqualTo(401);
    assertThat(
            protocol.post("/userinfo?access_token=" + plain, Map.of("a", "b"), Map.of()).status())
        .isEqualTo(401);
    assertThat(
            protocol
                .post(
                    "/userinfo",
                    Map.of("access_token", plain),
                    Map.of("Authorization", "Bearer " + plain))
                .status())
        .isEqualTo(400);
    assertThat(protocol.post("/userinfo", Map.of("access_token", token), Map.of()).status())
        .as("a bound token")
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "DPoP", "DPoP é", "Bearer \"x\""})
  void malformedAuthorizationIsRefused(String authorization) {
    assertThat(get("/userinfo", authorization, null).status()).isBetween(400, 401);
  }

  @Test
  void tooLittleScopeIsToldInTheSchemeUsed() {
    Answer denied = get("/api/accounts", "DPoP " + token, proof("/api/accounts"));
    assertThat(denied.status()).isEqualTo(403);
    assertThat(challenge(denied)).startsWith("DPoP error=\"insufficient_scope\"");
    assertThat(denied.text("status")).isEqualTo("403");
  }

  @Test
  void metadataOfTheResourceNamesWhatItTakes() {
    var metadata = protocol.get("/.well-known/oauth-protected-resource").json();
    assertThat(metadata.path("resource").asString()).isEqualTo(protocol.issuer());
    assertThat(metadata.path("dpop_signing_alg_values_supported").toString())
        .isEqualTo("[\"ES256\",\"PS256\",\"EdDSA\"]");
    assertThat(metadata.path("tls_client_certificate_bound_access_tokens").asBoolean(true))
        .as("there is no place to show certificates")
        .isFalse();
  }

  private String proof(String path) {
    return key.proof("GET", protocol.issuer() + path, clients.now(), token);
  }

  private Answer get(String path, String authorization, @Nullable String proof) {
    Map<String, String> headers = new HashMap<>(Map.of("Authorization", authorization));
    if (proof != null) {
      headers.put("DPoP", proof);
    }
    return protocol.get(path, headers);
  }

  private static String challenge(Answer answer) {
    return answer.response().headers().firstValue("WWW-Authenticate").orElseThrow();
  }
}
