package vn.antin.auth.oauth2.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.ciba.Asking.ask;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.client.TestClients;

/** Signed authentication requests. */
@OAuth2Test
final class SignedCibaTest {
  private final Protocol protocol;
  private final TestClients clients;
  private final TestClock clock;
  private final Client client;

  @Autowired
  SignedCibaTest(Protocol protocol, TestClients clients, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.clock = clock;
    client =
        clients.register(
            Asking.newClient()
                .metadata(
                    new ClientMetadata(
                        Map.of("backchannel_authentication_request_signing_alg", "ES256")))
                .build());
  }

  @Test
  void signedRequestIsAskedOnce() {
    LoggedIn official = protocol.newOfficial();
    String request = Asking.sign(claims(official).build(), Asking.KEY);
    Answer asked = ask(protocol, client, Map.of("request", request));
    assertThat(asked.status()).as(asked.response().body()).isEqualTo(200);
    assertThat(asked.json().path("expires_in").asInt()).isEqualTo(60);
    assertThat(official.browser().get("/inbox").body()).contains("SIGNED-1");
    assertThat(ask(protocol, client, Map.of("request", request)).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void clientThatSignsCannotAskUnsigned() {
    LoggedIn official = protocol.newOfficial();
    assertThat(ask(protocol, client, Asking.request(official.username())).text("error"))
        .isEqualTo("invalid_request");
    Client fapi =
        clients.register(Asking.newClient().profile(ClientProfile.FAPI2_SECURITY).build());
    assertThat(ask(protocol, fapi, Asking.request(official.username())).status()).isIn(400, 401);
  }

  @Test
  void parametersBesideASignedRequestAreRefused() {
    LoggedIn official = protocol.newOfficial();
    String request = Asking.sign(claims(official).build(), Asking.KEY);
    assertThat(
            ask(protocol, client, Map.of("request", request, "binding_message", "other"))
                .text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void unsignedForeignStaleAndMisdirectedRequestsAreRefused() {
    LoggedIn official = protocol.newOfficial();
    Instant now = clock.instant();
    List<String> wrong =
        List.of(
            new PlainJWT(claims(official).build()).serialize(),
            Asking.sign(claims(official).build(), Asking.key()),
            Asking.sign(claims(official).audience("https://other.example").build(), Asking.KEY),
            Asking.sign(claims(official).issuer("other").build(), Asking.KEY),
            Asking.sign(claims(official).jwtID(null).build(), Asking.KEY),
            Asking.sign(claims(official).notBeforeTime(null).build(), Asking.KEY),
            Asking.sign(claims(official).issueTime(null).build(), Asking.KEY),
            Asking.sign(claims(official).expirationTime(null).build(), Asking.KEY),
            Asking.sign(
                claims(official).expirationTime(date(now.minusSeconds(90))).build(), Asking.KEY),
            Asking.sign(
                claims(official).expirationTime(date(now.plus(Duration.ofHours(2)))).build(),
                Asking.KEY),
            Asking.sign(
                claims(official).notBeforeTime(date(now.minus(Duration.ofHours(2)))).build(),
                Asking.KEY),
            Asking.sign(claims(official).claim("request", "again").build(), Asking.KEY),
            Asking.sign(claims(official).claim("scope", List.of("openid")).build(), Asking.KEY),
            "x".repeat(20_000),
            "not a jwt");
    assertThat(wrong)
        .allSatisfy(request ->
            assertThat(ask(protocol, client, Map.of("request", request)).text("error"))
                .isEqualTo("invalid_request"));
    assertThat(official.browser().get("/inbox").body()).contains("Không có yêu cầu nào");
  }

  private JWTClaimsSet.Builder claims(LoggedIn official) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(client.id())
        .audience(protocol.issuer())
        .issueTime(date(now))
        .notBeforeTime(date(now))
        .expirationTime(date(now.plusSeconds(120)))
        .jwtID(UUID.randomUUID().toString())
        .claim("scope", "openid")
        .claim("login_hint", official.username())
        .claim("binding_message", "SIGNED-1")
        .claim("requested_expiry", 60);
  }

  private static Date date(Instant instant) {
    return Date.from(instant);
  }
}
