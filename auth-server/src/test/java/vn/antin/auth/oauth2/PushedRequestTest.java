package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;
import static vn.antin.auth.oauth2.Protocol.without;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.TestClients;

/** RFC 9126. */
@OAuth2Test
final class PushedRequestTest {
  private static final String PAR = "/oauth2/par";

  private final Protocol protocol;
  private final TestClients clients;
  private final TestClock clock;

  @Autowired
  PushedRequestTest(Protocol protocol, TestClients clients, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.clock = clock;
  }

  @Test
  void clientPushesAndTheBrowserCarriesOnlyAReference() {
    Answer pushed = push(demoRequest());
    assertThat(pushed.status()).isEqualTo(201);
    assertThat(pushed.json().path("expires_in").asInt()).isEqualTo(90);
    assertThat(pushed.text("request_uri")).startsWith("urn:ietf:params:oauth:request_uri:");
    assertThat(pushed.response().headers().firstValue("Cache-Control").orElseThrow())
        .contains("no-store");

    Answer answer = protocol.authorize(protocol.newOfficial().browser(), reference(pushed));
    assertThat(answer.parameters())
        .containsEntry("state", "s t+a/t=e")
        .containsEntry("iss", protocol.issuer());
    assertThat(protocol.redeem(answer.parameter("code")).claims("id_token"))
        .containsEntry("nonce", "n-0S6_WzA2Mj");
  }

  @Test
  void whatTheBrowserAddsCountsForNothing() {
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(),
            with(
                reference(push(demoRequest())),
                "redirect_uri",
                "https://evil.example/cb",
                "state",
                "other",
                "scope",
                "openid admin"));
    assertThat(answer.destination()).isEqualTo(Protocol.DEMO_CALLBACK);
    assertThat(answer.parameters()).containsEntry("state", "s t+a/t=e").containsKey("code");
  }

  @Test
  void referenceIsGoodForOneAnswer() {
    Map<String, String> reference = reference(push(demoRequest()));
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, reference).parameters()).containsKey("code");
    isGone(protocol.authorize(browser, reference));
  }

  @Test
  void reloadBeforeTheAnswerDoesNoHarm() {
    Map<String, String> reference = reference(push(demoRequest()));
    Browser browser = protocol.browser();
    assertThat(protocol.authorize(browser, reference).location()).startsWith("/login?flow=");
    assertThat(protocol.authorize(browser, reference).location()).startsWith("/login?flow=");
  }

  @Test
  void referenceExpiresUnusedAfterNinetySecondsAndBegunAfterHalfAnHour() {
    Map<String, String> unused = reference(push(demoRequest()));
    clock.advance(Duration.ofSeconds(91));
    isGone(protocol.authorize(protocol.newOfficial().browser(), unused));

    Map<String, String> begun = reference(push(demoRequest()));
    assertThat(protocol.authorize(protocol.browser(), begun).status()).isEqualTo(303);
    clock.advance(Duration.ofMinutes(29));
    assertThat(protocol.authorize(protocol.browser(), begun).status()).isEqualTo(303);
    clock.advance(Duration.ofMinutes(2));
    isGone(protocol.authorize(protocol.newOfficial().browser(), begun));
  }

  @Test
  void referenceBelongsToItsClient() {
    Map<String, String> reference = reference(push(demoRequest()));
    Browser browser = protocol.newOfficial().browser();
    isGone(protocol.authorize(browser, with(reference, "client_id", Protocol.SECOND_APP)));
    isGone(
        protocol.authorize(
            browser, with(reference, "request_uri", "urn:ietf:params:oauth:request_uri:made-up")));
    assertThat(protocol.authorize(browser, reference).parameters()).containsKey("code");
  }

  @Test
  void freshLoginIsAskedForAndThenEnough() {
    LoggedIn official = protocol.newOfficial();
    clock.advance(Duration.ofMinutes(3));
    Map<String, String> reference = reference(push(with(demoRequest(), "prompt", "login")));
    Answer asked = protocol.authorize(official.browser(), reference);
    assertThat(asked.location()).startsWith("/login?flow=");
    assertThat(protocol.authorize(official.browser(), reference).location())
        .startsWith("/login?flow=");
    Answer back =
        new Answer(
            official
                .browser()
                .follow(protocol.logIn(official.browser(), asked.response(), official.username())));
    Object authTime = protocol.redeem(back.parameter("code")).claim("id_token", "auth_time");
    assertThat(clock.instant().getEpochSecond() - (Long) authTime).isLessThan(60);
  }

  @Test
  void clientMustAuthenticate() {
    assertThat(protocol.post(PAR, without(demoRequest(), "client_id"), Map.of()).status())
        .isEqualTo(401);
    Answer wrong = protocol.post(PAR, demoRequest(), Protocol.basic(Protocol.DEMO_APP, "wrong"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text("error")).isEqualTo("invalid_client");
    assertThat(
            protocol
                .post(PAR, with(demoRequest(), "client_secret", "demo-app-secret"), Map.of())
                .status())
        .isEqualTo(201);
    assertThat(protocol.get(PAR).status()).isEqualTo(405);
  }

  @Test
  void publicClientMayPush() {
    Client client =
        clients.register(
            SystemFromOutside.builder().authentication(ClientAuthentication.NONE).build());
    assertThat(protocol.post(PAR, SystemFromOutside.request(client), Map.of()).status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "redirect_uri, https://evil.example/cb, invalid_request",
    "request_uri, urn:ietf:params:oauth:request_uri:x, invalid_request",
    "client_id, second-app, invalid_request",
    "response_type, token, unsupported_response_type",
    "scope, openid admin, invalid_scope",
    "code_challenge_method, plain, invalid_request",
    "resource, not-absolute, invalid_target",
    "claims, nonsense, invalid_request"
  })
  void faultIsToldToTheClientAtOnce(String name, String value, String error) {
    Answer answer = push(with(demoRequest(), name, value));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).isEqualTo(error);
  }

  @Test
  void requestOverSixtyFourKibibytesIsRefused() {
    Answer answer = push(with(demoRequest(), "state", "s".repeat(66_000)));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(push(with(demoRequest(), "state", "s".repeat(300_000))).status())
        .isIn(400, 401, 413);
    assertThat(push(with(demoRequest(), "ui_locales", "v".repeat(20_000))).status()).isEqualTo(201);
  }

  @Test
  void clientThatMustPushIsHeldToIt() {
    Client client =
        clients.register(
            SystemFromOutside.with(Map.of("require_pushed_authorization_requests", true))
                .firstParty(true)
                .build());
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, SystemFromOutside.request(client)).parameters())
        .containsEntry("error", "invalid_request");
    Answer pushed =
        protocol.post(
            PAR,
            SystemFromOutside.request(client),
            Protocol.basic(client.id(), client.id() + "-secret"));
    assertThat(
            protocol
                .authorize(
                    browser,
                    Map.of("client_id", client.id(), "request_uri", pushed.text("request_uri")))
                .parameters())
        .containsKey("code");
  }

  private Answer push(Map<String, String> request) {
    return protocol.post(
        PAR, request, Protocol.basic(Protocol.DEMO_APP, Protocol.DEMO_APP + "-secret"));
  }

  private static Map<String, String> reference(Answer pushed) {
    return Map.of("client_id", Protocol.DEMO_APP, "request_uri", pushed.text("request_uri"));
  }

  private static void isGone(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().headers().firstValue("Location")).isEmpty();
    assertThat(answer.response().body()).contains("đã được dùng hoặc đã hết hạn");
  }
}
