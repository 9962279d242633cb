package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;

/** Tokens bound to a key when they are issued (RFC 9449 §5 to §10). */
@OAuth2Test
final class DpopTokenTest {
  private final Protocol protocol;
  private final BoundClients clients;
  private final DpopKey key = DpopKey.create();

  @Autowired
  DpopTokenTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.clients = new BoundClients(protocol, jdbc, clock);
  }

  @Test
  void proofBindsTheTokensToItsKey() {
    Answer tokens = tokens(clients.publicApp(), key);
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.text("token_type")).isEqualTo("DPoP");
    assertThat(tokens.claim("access_token", "cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
    assertThat(tokens.claims("id_token")).doesNotContainKey("cnf");
  }

  @Test
  void withoutAProofTokensAreForTheBearer() {
    Answer tokens = tokens(clients.publicApp(), null);
    assertThat(tokens.text("token_type")).isEqualTo("Bearer");
    assertThat(tokens.claims("access_token")).doesNotContainKey("cnf");
  }

  @Test
  void machineTokensAreBoundToo() {
    Answer machine =
        clients.token(clients.confidential("{}"), key, Map.of("grant_type", "client_credentials"));
    assertThat(machine.text("token_type")).isEqualTo("DPoP");
    assertThat(machine.claim("access_token", "cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
  }

  @Test
  void refreshTokenOfAPublicClientIsBoundToItsKey() {
    String client = clients.publicApp();
    String refresh = tokens(client, key).text("refresh_token");
    assertThat(clients.refresh(client, refresh, null).text("error")).isEqualTo("invalid_grant");
    assertThat(clients.refresh(client, refresh, DpopKey.create()).text("error"))
        .isEqualTo("invalid_grant");
    Answer refreshed = clients.refresh(client, refresh, key);
    assertThat(refreshed.status()).as("a thief's attempts did no harm").isEqualTo(200);
    assertThat(refreshed.text("token_type")).isEqualTo("DPoP");
    assertThat(clients.refresh(client, refresh, key).text("error")).isEqualTo("invalid_grant");
    assertThat(clients.refresh(client, refreshed.text("refresh_token"), key).text("error"))
        .as("replay has ended the family")
        .isEqualTo("invalid_grant");
  }

  @Test
  void refreshTokenOfAPublicClientBecomesBoundWhenItFirstProvesAKey() {
    String client = clients.publicApp();
    String refresh = tokens(client, null).text("refresh_token");
    Answer bound = clients.refresh(client, refresh, key);
    assertThat(bound.text("token_type")).isEqualTo("DPoP");
    assertThat(clients.refresh(client, bound.text("refresh_token"), null).text("error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void clientThatAuthenticatesMayChangeItsKeyButNotGoWithout() {
    String client = clients.confidential("{}");
    String refresh = tokens(client, key).text("refresh_token");
    assertThat(clients.refresh(client, refresh, null).text("error")).isEqualTo("invalid_grant");
    DpopKey other = DpopKey.create();
    Answer refreshed = clients.refresh(client, refresh, other);
    assertThat(refreshed.claim("access_token", "cnf")).isEqualTo(Map.of("jkt", other.thumbprint()));
  }

  @Test
  void clientThatRegisteredItGetsNoTokenWithoutAProof() {
    String client = clients.confidential("{\"dpop_bound_access_tokens\": true}");
    assertThat(
            clients.token(client, null, Map.of("grant_type", "client_credentials")).text("error"))
        .isEqualTo("invalid_dpop_proof");
    assertThat(clients.token(client, key, Map.of("grant_type", "client_credentials")).status())
        .isEqualTo(200);
  }

  @Test
  void badProofIsRefusedBeforeTheCodeIsSpent() {
    String client = clients.publicApp();
    String code = clients.code(protocol.newOfficial().browser(), client);
    Map<String, String> form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            BoundClients.CALLBACK,
            "code_verifier",
            Protocol.VERIFIER);
    Answer refused = clients.send(client, form, Map.of("DPoP", "nonsense"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error")).isEqualTo("invalid_dpop_proof");
    assertThat(clients.redeem(client, code, key).status()).isEqualTo(200);
  }

  @Test
  void proofForAnotherMethodOrAddressIsRefused() {
    String endpoint = clients.tokenEndpoint();
    Instant now = clients.now();
    assertThat(refused(key.proof("GET", endpoint, now))).contains("htm");
    assertThat(refused(key.proof("POST", endpoint + "/", now))).contains("htu");
    assertThat(refused(key.proof("POST", "https://attacker.example/oauth2/token", now)))
        .contains("htu");
    assertThat(refused(key.proof("POST", protocol.issuer() + "/oauth2/revoke", now)))
        .contains("htu");
    assertThat(machine(Map.of("DPoP", key.proof("POST", endpoint + "?a=b#c", now))).status())
        .as("query and fragment do not count")
        .isEqualTo(200);
  }

  @Test
  void addressInTheProofIsComparedWithTheConfiguredIssuerAndNotWithTheHost() {
    String other = protocol.issuer().replace("localhost", "127.0.0.1");
    String proof = key.proof("POST", other + "/oauth2/token", clients.now());
    assertThat(refused(proof)).contains("htu");
  }

  @Test
  void expiredProofAndProofFromTheFutureAreRefused() {
    Instant now = clients.now();
    String endpoint = clients.tokenEndpoint();
    assertThat(refused(key.proof("POST", endpoint, now.minusSeconds(90)))).contains("too old");
    assertThat(refused(key.proof("POST", endpoint, now.plusSeconds(61)))).contains("future");
    assertThat(
            refused(
                key.proof(
                    "POST",
                    endpoint,
                    now,
                    claims -> claims.expirationTime(java.util.Date.from(now.minusSeconds(1))))))
        .contains("exp");
    assertThat(machine(Map.of("DPoP", key.proof("POST", endpoint, now.plusSeconds(10)))).status())
        .as("clocks differ by seconds")
        .isEqualTo(200);
    assertThat(machine(Map.of("DPoP", key.proof("POST", endpoint, now.minusSeconds(30)))).status())
        .isEqualTo(200);
  }

  @Test
  void replayedProofIsRefused() {
    String proof = key.proof("POST", clients.tokenEndpoint(), clients.now());
    assertThat(machine(Map.of("DPoP", proof)).status()).isEqualTo(200);
    assertThat(refused(proof)).contains("used before");
  }

  @Test
  void codeBoundToAKeyIsRedeemedByThatKeyAlone() {
    String client = clients.publicApp();
    var browser = protocol.newOfficial().browser();
    String stolen = clients.code(browser, client, "dpop_jkt", key.thumbprint());
    assertThat(clients.redeem(client, stolen, DpopKey.create()).text("error"))
        .isEqualTo("invalid_grant");
    String bare = clients.code(browser, client, "dpop_jkt", key.thumbprint());
    assertThat(clients.redeem(client, bare, null).text("error")).isEqualTo("invalid_grant");
    String own = clients.code(browser, client, "dpop_jkt", key.thumbprint());
    assertThat(clients.redeem(client, own, key).status()).isEqualTo(200);
  }

  @Test
  void metadataNamesTheAlgorithms() {
    assertThat(
            protocol
                .get("/.well-known/openid-configuration")
                .json()
                .path("dpop_signing_alg_values_supported")
                .toString())
        .isEqualTo("[\"ES256\",\"PS256\",\"EdDSA\"]");
  }

  @Test
  void proofsAreForgottenWhenTheyAreTooOldAnyway(
      @Autowired JdbcClient jdbc,
      @Autowired TestClock clock,
      @Autowired org.springframework.context.ApplicationContext context) {
    machine(Map.of("DPoP", key.proof("POST", clients.tokenEndpoint(), clients.now())));
    assertThat(remembered(jdbc)).isPositive();
    clock.advance(Duration.ofMinutes(3));
    vn.antin.auth.oauth2.bind.TestProofs.forgetExpired(context);
    assertThat(remembered(jdbc)).isZero();
  }

  private static int remembered(JdbcClient jdbc) {
    return jdbc.sql("SELECT count(*) FROM dpop_proof").query(Integer.class).single();
  }

  private String refused(String proof) {
    Answer answer = machine(Map.of("DPoP", proof));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).isEqualTo("invalid_dpop_proof");
    return answer.text("error_description");
  }

  private Answer machine(Map<String, String> headers) {
    return clients.send(
        clients.confidential("{}"), Map.of("grant_type", "client_credentials"), headers);
  }

  private Answer tokens(String client, @Nullable DpopKey proven) {
    return clients.redeem(client, clients.code(protocol.newOfficial().browser(), client), proven);
  }
}
