package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;

/** What FAPI 2.0 asks of the token endpoint (Security Profile §5.3.2). */
@OAuth2Test
final class FapiTokenTest {
  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final BoundClients clients;
  private final DpopKey key = DpopKey.create();

  @Autowired
  FapiTokenTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.clock = clock;
    this.clients = new BoundClients(protocol, jdbc, clock);
  }

  @Test
  void tokensAreSenderConstrained() {
    String client = fapi();
    Map<String, String> form = Map.of("grant_type", "client_credentials");
    assertThat(clients.token(client, null, form).text("error")).isEqualTo("invalid_dpop_proof");
    Answer bound = clients.token(client, key, form);
    assertThat(bound.text("token_type")).isEqualTo("DPoP");
    assertThat(bound.claim("access_token", "cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
    assertThat(bound.claim("access_token", "client_auth_method")).isEqualTo("private_key_jwt");
    assertThat(bound.claim("access_token", "client_name")).isEqualTo(name(client));
  }

  private String name(String client) {
    return jdbc.sql("SELECT name FROM oauth2_client WHERE client_id = :id")
        .param("id", client)
        .query(String.class)
        .single();
  }

  @Test
  void clientWithoutAsymmetricAuthenticationGetsNoTokens() {
    String open = clients.insert("none", "fapi2_security", "{}");
    Answer refused =
        clients.token(open, key, Map.of("grant_type", "refresh_token", "refresh_token", "x"));
    assertThat(refused.text("error")).isEqualTo("invalid_client");
  }

  @Test
  void refreshTokenStaysTheSameAndNeedsItsClientAndAKey() {
    String client = fapi();
    String refresh = tokens(client).text("refresh_token");
    for (int use = 0; use < 3; use++) {
      Answer refreshed = clients.refresh(client, refresh, key);
      assertThat(refreshed.status()).isEqualTo(200);
      assertThat(refreshed.text("token_type")).isEqualTo("DPoP");
      assertThat(refreshed.json().propertyNames()).doesNotContain("refresh_token");
    }
    assertThat(clients.refresh(client, refresh, null).text("error"))
        .isEqualTo("invalid_dpop_proof");
    assertThat(clients.refresh(client, refresh, key, "scope", "openid admin").text("error"))
        .isEqualTo("invalid_scope");
    assertThat(clients.refresh(fapi(), refresh, key).text("error")).isEqualTo("invalid_grant");
    assertThat(clients.refresh(client, refresh, key).text("error"))
        .as("another client had it: the family has ended")
        .isEqualTo("invalid_grant");
  }

  @Test
  void revocationEndsARefreshTokenThatIsNotRotated() {
    String client = fapi();
    String refresh = tokens(client).text("refresh_token");
    clients.post("/oauth2/revoke", client, Map.of("token", refresh), Map.of());
    assertThat(clients.refresh(client, refresh, key).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void tokenRotatedBeforeTheProfileWasSwitchedOnIsStillRecognisedAsReplayed() {
    String client = clients.confidential("{}");
    Answer first =
        clients.redeem(client, clients.code(protocol.newOfficial().browser(), client), key);
    Answer second = clients.refresh(client, first.text("refresh_token"), key);
    switchOn(client);
    assertThat(clients.refresh(client, first.text("refresh_token"), key).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(clients.refresh(client, second.text("refresh_token"), key).text("error"))
        .isEqualTo("invalid_grant");
  }

  private Answer tokens(String client) {
    Browser browser = protocol.newOfficial().browser();
    Answer pushed =
        clients.post(
            "/oauth2/par",
            client,
            Protocol.without(Protocol.request(client, BoundClients.CALLBACK), "client_id"),
            Map.of("DPoP", key.proof("POST", protocol.issuer() + "/oauth2/par", clients.now())));
    assertThat(pushed.status()).as(pushed.response().body()).isEqualTo(201);
    String code =
        protocol
            .authorize(
                browser, Map.of("client_id", client, "request_uri", pushed.text("request_uri")))
            .parameter("code");
    assertThat(clients.redeem(client, code, DpopKey.create()).text("error"))
        .as("the proof at the pushing has bound the code")
        .isEqualTo("invalid_grant");
    return again(client, browser);
  }

  private Answer again(String client, Browser browser) {
    Answer pushed =
        clients.post(
            "/oauth2/par",
            client,
            Protocol.with(
                Protocol.request(client, BoundClients.CALLBACK), "dpop_jkt", key.thumbprint()),
            Map.of());
    String code =
        protocol
            .authorize(
                browser, Map.of("client_id", client, "request_uri", pushed.text("request_uri")))
            .parameter("code");
    return clients.redeem(client, code, key);
  }

  private String fapi() {
    return clients.insert("private_key_jwt", "fapi2_security", "{}");
  }

  private void switchOn(String client) {
    jdbc.sql("UPDATE oauth2_client SET profile = 'fapi2_security' WHERE client_id = :id")
        .param("id", client)
        .update();
    clock.advance(Duration.ofSeconds(61));
  }
}
