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

@OAuth2Test
final class AuthorizeRequestTest {
  private final Protocol protocol;
  private final TestClock clock;

  @Autowired
  AuthorizeRequestTest(Protocol protocol, TestClock clock) {
    this.protocol = protocol;
    this.clock = clock;
  }

  @Test
  void unknownClientGetsAPageAndNoRedirect() {
    Answer answer =
        protocol.authorize(protocol.browser(), with(demoRequest(), "client_id", "nobody"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().headers().firstValue("Location")).isEmpty();
    assertThat(answer.response().body()).contains("chưa được đăng ký với Ấn Tín");
    assertThat(protocol.authorize(protocol.browser(), Map.of()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example/cb",
    "http://localhost:9999/cb/",
    "http://localhost:9999/cb?x=1",
    "http://localhost:9999/CB",
    "http://localhost:9999/cb#",
    "http://localhost:9998/cb",
    "javascript:alert(1)"
  })
  void unregisteredRedirectUriGetsAPageAndNoRedirect(String redirectUri) {
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(), with(demoRequest(), "redirect_uri", redirectUri));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().headers().firstValue("Location")).isEmpty();
    assertThat(answer.response().body()).contains("Địa chỉ quay về");
  }

  @Test
  void missingRedirectUriAndTooLargeRequestGetAPage() {
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, without(demoRequest(), "redirect_uri")).status())
        .isEqualTo(400);
    assertThat(protocol.authorize(browser, with(demoRequest(), "state", "s".repeat(4096))).status())
        .isEqualTo(414);
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, '', invalid_request",
    "response_mode, fragment, invalid_request",
    "scope, openid admin, invalid_scope",
    "scope, '', invalid_scope",
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, '', invalid_request",
    "code_challenge, short, invalid_request",
    "prompt, none login, invalid_request",
    "prompt, dance, invalid_request",
    "max_age, soon, invalid_request",
    "request, eyJhbGciOiJub25lIn0.e30., invalid_request_object",
    "request_uri, urn:x, invalid_request_uri",
    "response_mode, query.fragment, invalid_request",
    "claims, [], invalid_request",
    "claims, '{\"userinfo\":{\"name\":7}}', invalid_request",
    "resource, relative, invalid_target",
    "dpop_jkt, short, invalid_request",
    "id_token_hint, not-a-token, invalid_request",
    "authorization_details, [], invalid_authorization_details",
    "scope, credential, invalid_authorization_details"
  })
  void faultIsToldToTheClientWithStateAndIssuer(String name, String value, String error) {
    Answer answer =
        protocol.authorize(protocol.newOfficial().browser(), with(demoRequest(), name, value));
    assertThat(answer.destination()).isEqualTo(Protocol.DEMO_CALLBACK);
    assertThat(answer.parameters())
        .containsEntry("error", error)
        .containsEntry("state", "s t+a/t=e")
        .containsEntry("iss", protocol.issuer())
        .doesNotContainKey("code");
  }

  @Test
  void parameterGivenTwiceIsRefused() {
    Browser browser = protocol.newOfficial().browser();
    String request = "/oauth2/authorize?" + Protocol.form(demoRequest());
    assertThat(new Answer(browser.get(request + "&nonce=other")).parameters())
        .containsEntry("error", "invalid_request");
    assertThat(new Answer(browser.get(request + "&redirect_uri=x")).status()).isEqualTo(400);
    assertThat(new Answer(browser.get(request + "&client_id=second-app")).status()).isEqualTo(400);
  }

  @Test
  void clientThatMustUsePkceIsHeldToIt() {
    Map<String, String> request =
        Protocol.request("admin-ui", "http://localhost:9200/login/callback");
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(),
            without(request, "code_challenge", "code_challenge_method"));
    assertThat(answer.parameters()).containsEntry("error", "invalid_request");
  }

  @Test
  void silentRequestNeverShowsAPage() {
    Map<String, String> silent = with(demoRequest(), "prompt", "none");
    assertThat(protocol.authorize(protocol.browser(), silent).parameters())
        .containsEntry("error", "login_required")
        .containsEntry("iss", protocol.issuer());
    assertThat(protocol.authorize(protocol.newOfficial().browser(), silent).parameters())
        .containsKey("code");
  }

  @Test
  void promptLoginAsksForThePasswordOnceMore() {
    LoggedIn official = protocol.newOfficial();
    clock.advance(Duration.ofMinutes(3));
    Answer asked = protocol.authorize(official.browser(), with(demoRequest(), "prompt", "login"));
    assertThat(asked.location()).startsWith("/login?flow=");
    Answer back =
        new Answer(
            official
                .browser()
                .follow(protocol.logIn(official.browser(), asked.response(), official.username())));
    assertThat(back.destination()).isEqualTo(Protocol.DEMO_CALLBACK);
    Object authTime = protocol.redeem(back.parameter("code")).claim("id_token", "auth_time");
    assertThat(clock.instant().getEpochSecond() - (Long) authTime).isLessThan(60);
  }

  @Test
  void maxAgeAsksForAFreshLoginWhenTheOldOneIsTooOld() {
    LoggedIn official = protocol.newOfficial();
    clock.advance(Duration.ofMinutes(10));
    assertThat(
            protocol
                .authorize(official.browser(), with(demoRequest(), "max_age", "900"))
                .parameters())
        .containsKey("code");
    assertThat(
            protocol
                .authorize(
                    official.browser(), with(demoRequest(), "max_age", "300", "prompt", "none"))
                .parameters())
        .containsEntry("error", "login_required");
    Answer asked = protocol.authorize(official.browser(), with(demoRequest(), "max_age", "0"));
    Answer back =
        new Answer(
            official
                .browser()
                .follow(protocol.logIn(official.browser(), asked.response(), official.username())));
    assertThat(back.parameters()).containsKey("code");
  }

  @Test
  void hintOfAnotherOfficialIsNotAnsweredForThisOne() {
    Browser other = protocol.newOfficial().browser();
    String hint = protocol.redeem(protocol.code(other)).text("id_token");
    Map<String, String> request = with(demoRequest(), "id_token_hint", hint, "prompt", "none");
    assertThat(protocol.authorize(other, request).parameters()).containsKey("code");
    assertThat(protocol.authorize(protocol.newOfficial().browser(), request).parameters())
        .containsEntry("error", "login_required");
  }

  @Test
  void postedRequestIsTakenUpByGetWhichCarriesTheSession() {
    Browser browser = protocol.newOfficial().browser();
    browser.with("Sec-Fetch-Site", "cross-site");
    Answer posted = new Answer(browser.post("/oauth2/authorize", demoRequest()));
    assertThat(posted.status()).isEqualTo(303);
    assertThat(posted.location()).startsWith("/oauth2/authorize?");
    assertThat(new Answer(browser.follow(posted.response())).parameters()).containsKey("code");
  }
}
