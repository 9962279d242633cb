package vn.antin.auth.oauth2.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.DpopKey;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

/** Tokens of the device grant and of an exchange are bound to the key that asked for them. */
@OAuth2Test
final class BoundGrantsTest {
  private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS = "urn:ietf:params:oauth:token-type:access_token";

  private final Protocol protocol;
  private final TestClients clients;
  private final TestClock clock;
  private final DpopKey key = DpopKey.create();

  @Autowired
  BoundGrantsTest(Protocol protocol, TestClients clients, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.clock = clock;
  }

  @Test
  void deviceTokensAreBoundToTheKeyThatCollectsThem() {
    Client client = device();
    Answer tokens = collect(client, key);
    assertThat(tokens.text("token_type")).isEqualTo("DPoP");
    assertThat(tokens.claim("access_token", "cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
    Map<String, String> refresh =
        Map.of(
            "grant_type", "refresh_token",
            "client_id", client.id(),
            "refresh_token", tokens.text("refresh_token"));
    assertThat(token(refresh, null).text("error")).isEqualTo("invalid_grant");
    assertThat(token(refresh, DpopKey.create()).text("error")).isEqualTo("invalid_grant");
    assertThat(token(refresh, key).text("token_type")).isEqualTo("DPoP");
  }

  @Test
  void badProofDoesNotSpendTheApproval() {
    Client client = device();
    String code = approved(client);
    Answer refused =
        protocol.post("/oauth2/token", poll(client, code), Map.of("DPoP", "not.a.proof"));
    assertThat(refused.text("error")).isEqualTo("invalid_dpop_proof");
    assertThat(token(poll(client, code), key).status()).isEqualTo(200);
  }

  @Test
  void exchangedTokenIsBoundToTheKeyOfTheExchange() {
    LoggedIn official = protocol.newOfficial();
    String subject = protocol.redeem(protocol.code(official.browser())).text("access_token");
    Client gateway = gateway();
    Answer exchanged = exchange(gateway, subject, key);
    assertThat(exchanged.text("token_type")).isEqualTo("DPoP");
    assertThat(exchanged.claim("access_token", "cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
  }

  @Test
  void ownTokenBoundToAKeyIsExchangedOnlyByWhoProvesTheKey() {
    LoggedIn official = protocol.newOfficial();
    String subject = protocol.redeem(protocol.code(official.browser())).text("access_token");
    Client gateway = gateway();
    String bound = exchange(gateway, subject, key).text("access_token");
    assertThat(exchange(gateway, bound, null).text("error")).isEqualTo("invalid_request");
    assertThat(exchange(gateway, bound, DpopKey.create()).text("error"))
        .isEqualTo("invalid_request");
    assertThat(exchange(gateway, bound, key).status()).isEqualTo(200);
  }

  private Answer collect(Client client, DpopKey proving) {
    return token(poll(client, approved(client)), proving);
  }

  private String approved(Client client) {
    LoggedIn official = protocol.newOfficial();
    Answer asked =
        protocol.post(
            "/oauth2/device_authorization",
            Map.of("client_id", client.id(), "scope", "openid"),
            Map.of());
    official
        .browser()
        .post("/device/decide", Map.of("user_code", asked.text("user_code"), "action", "allow"));
    return asked.text("device_code");
  }

  private static Map<String, String> poll(Client client, String code) {
    return Map.of("grant_type", DEVICE, "client_id", client.id(), "device_code", code);
  }

  private Answer exchange(Client client, String subject, @Nullable DpopKey proving) {
    return protocol.post(
        "/oauth2/token",
        Map.of("grant_type", EXCHANGE, "subject_token", subject, "subject_token_type", ACCESS),
        Protocol.with(
            Protocol.basic(client.id(), "a-secret-of-a-test-client-0123456789"), proof(proving)));
  }

  private Answer token(Map<String, String> form, @Nullable DpopKey proving) {
    return protocol.post("/oauth2/token", form, Protocol.with(Map.of(), proof(proving)));
  }

  private String[] proof(@Nullable DpopKey proving) {
    return proving == null
        ? new String[0]
        : new String[] {
          "DPoP", proving.proof("POST", protocol.issuer() + "/oauth2/token", clock.instant())
        };
  }

  private Client device() {
    return clients.register(
        Client.builder("device-" + UUID.randomUUID(), "Máy quét")
            .grantTypes(Set.of(DEVICE, "refresh_token"))
            .scopes(Set.of("openid"))
            .build());
  }

  private Client gateway() {
    return clients.register(
        Client.builder("exchange-" + UUID.randomUUID(), "Trục")
            .authentication(
                ClientAuthentication.CLIENT_SECRET_BASIC,
                ClientSecret.hashed("a-secret-of-a-test-client-0123456789"))
            .grantTypes(Set.of(EXCHANGE))
            .scopes(Set.of("openid", "profile"))
            .metadata(
                new ClientMetadata(Map.of("token_exchange_subjects", List.of(Protocol.DEMO_APP))))
            .build());
  }
}
