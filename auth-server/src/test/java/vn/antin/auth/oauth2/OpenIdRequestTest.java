package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

/** Parameters of OpenID Connect Core §3.1.2.1 and §5.5. */
@OAuth2Test
final class OpenIdRequestTest {
  private final Protocol protocol;
  private final TestClients clients;
  private final TestClock clock;

  @Autowired
  OpenIdRequestTest(Protocol protocol, TestClients clients, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.clock = clock;
  }

  @Test
  void officialGoesOnAsWhoTheyAre() {
    LoggedIn official = protocol.newOfficial();
    Browser browser = official.browser();
    Map<String, String> request = with(demoRequest(), "prompt", "select_account");
    HttpResponse<String> asked = protocol.authorize(browser, request).response();
    assertThat(Browser.location(asked)).startsWith("/select-account?");
    assertThat(browser.follow(asked).body()).contains(official.username());

    String query = Browser.location(asked).substring("/select-account".length());
    HttpResponse<String> chosen = browser.post("/select-account/continue" + query, Map.of());
    assertThat(chosen.statusCode()).isEqualTo(303);
    assertThat(new Answer(browser.follow(chosen)).parameters()).containsKey("code");
    assertThat(protocol.authorize(browser, request).location()).startsWith("/select-account?");
  }

  @Test
  void noOtherSiteCanChoose() {
    Browser browser = protocol.newOfficial().browser();
    HttpResponse<String> asked =
        protocol.authorize(browser, with(demoRequest(), "prompt", "select_account")).response();
    String query = Browser.location(asked).substring("/select-account".length());
    browser.with("Sec-Fetch-Site", "cross-site");
    for (String answer : List.of("continue", "other")) {
      assertThat(browser.post("/select-account/" + answer + query, Map.of()).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void officialGoesOnAsSomebodyElse() {
    Browser browser = protocol.newOfficial().browser();
    LoggedIn other = protocol.newOfficial();
    HttpResponse<String> asked =
        protocol.authorize(browser, with(demoRequest(), "prompt", "select_account")).response();
    String query = Browser.location(asked).substring("/select-account".length());
    HttpResponse<String> login = browser.post("/select-account/other" + query, Map.of());
    assertThat(Browser.location(login)).startsWith("/login?flow=");
    Answer back = new Answer(browser.follow(protocol.logIn(browser, login, other.username())));
    assertThat(protocol.redeem(back.parameter("code")).claims("id_token"))
        .containsEntry("sub", other.account().toString());
  }

  @Test
  void whoHasJustLoggedInHasChosen() {
    LoggedIn official = protocol.newOfficial();
    Browser stranger = protocol.browser();
    Answer parked = protocol.authorize(stranger, with(demoRequest(), "prompt", "select_account"));
    Answer back =
        new Answer(
            stranger.follow(protocol.logIn(stranger, parked.response(), official.username())));
    assertThat(back.parameters()).containsKey("code");
  }

  @Test
  void clientMayHaveAUsualMaxAge() {
    Client client =
        clients.register(
            SystemFromOutside.with(Map.of("default_max_age", 300)).firstParty(true).build());
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> request = SystemFromOutside.request(client);
    assertThat(protocol.authorize(browser, request).parameters()).containsKey("code");
    clock.advance(Duration.ofMinutes(6));
    assertThat(protocol.authorize(browser, request).location()).startsWith("/login?flow=");
    assertThat(protocol.authorize(browser, with(request, "max_age", "3600")).parameters())
        .containsKey("code");
  }

  @Test
  void anotherOfficialThanTheHintedOneIsNoAnswer() {
    Browser expected = protocol.newOfficial().browser();
    String hint = protocol.redeem(protocol.code(expected)).text("id_token");
    LoggedIn other = protocol.newOfficial();
    Answer asked = protocol.authorize(other.browser(), with(demoRequest(), "id_token_hint", hint));
    assertThat(asked.location()).startsWith("/login?flow=");
    Answer back =
        new Answer(
            other
                .browser()
                .follow(protocol.logIn(other.browser(), asked.response(), other.username())));
    assertThat(back.parameters()).containsEntry("error", "login_required");
  }

  @Test
  void singleClaimsComeFromUserInfoAndInTheIdToken() {
    LoggedIn official = protocol.newOfficial();
    String claims =
        """
        {"userinfo": {"name": {"essential": true}, "phone_number": null},
         "id_token": {"email": null, "auth_time": {"essential": true}, "unheard_of": null}}
        """;
    Answer answer =
        protocol.authorize(
            official.browser(), with(demoRequest(), "scope", "openid", "claims", claims));
    Answer tokens = protocol.redeem(answer.parameter("code"));
    assertThat(tokens.claims("id_token"))
        .containsEntry("email", official.username() + "@tinh.gov.vn")
        .containsKeys("auth_time", "acr")
        .doesNotContainKeys("name", "unheard_of");
    JsonNode userInfo = protocol.userInfo(tokens.text("access_token")).json();
    assertThat(userInfo.path("name").asString()).isEqualTo("Nguyễn Thị Bưởi");
    assertThat(userInfo.propertyNames()).containsExactlyInAnyOrder("sub", "name");

    Answer refreshed = protocol.refresh(tokens.text("refresh_token"));
    assertThat(refreshed.claims("id_token"))
        .containsEntry("email", official.username() + "@tinh.gov.vn");
  }

  @Test
  void singleClaimsBeyondTheClientsScopesAreNotGiven() {
    Client client =
        clients.register(
            SystemFromOutside.builder().scopes(Set.of("openid")).firstParty(true).build());
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(),
            with(
                SystemFromOutside.request(client),
                "scope",
                "openid",
                "claims",
                "{\"userinfo\":{\"email\":{\"essential\":true}},\"id_token\":{\"name\":null}}"));
    Answer tokens = redeem(client, answer);
    assertThat(tokens.claims("id_token")).doesNotContainKey("name");
    assertThat(protocol.userInfo(tokens.text("access_token")).json().propertyNames())
        .containsExactly("sub");
  }

  @Test
  void claimsAskedForOneByOneAreOnTheConsentPageToo() {
    Client client = clients.register(SystemFromOutside.builder().build());
    Browser browser = protocol.newOfficial().browser();
    Answer asked =
        protocol.authorize(
            browser,
            with(
                SystemFromOutside.request(client),
                "scope",
                "openid",
                "claims",
                "{\"id_token\":{\"email\":null}}"));
    assertThat(browser.follow(asked.response()).body()).contains("Xem địa chỉ thư điện tử của bạn");
  }

  @Test
  void essentialLevelThatTheLoginDoesNotHaveIsAnError() {
    Browser browser = protocol.newOfficial().browser();
    String demand = "{\"id_token\":{\"acr\":{\"essential\":%s,\"values\":[\"%s\"]}}}";
    assertThat(
            protocol
                .authorize(
                    browser,
                    with(demoRequest(), "claims", demand.formatted("true", "urn:x:hardware")))
                .parameters())
        .containsEntry("error", "unmet_authentication_requirements");
    Answer voluntary =
        protocol.authorize(
            browser, with(demoRequest(), "claims", demand.formatted("false", "urn:x:hardware")));
    assertThat(protocol.redeem(voluntary.parameter("code")).claims("id_token"))
        .containsEntry("acr", "urn:antin:acr:password");
    assertThat(
            protocol
                .authorize(
                    browser,
                    with(
                        demoRequest(),
                        "claims",
                        demand.formatted("true", "urn:antin:acr:password")))
                .parameters())
        .containsKey("code");
  }

  @Test
  void subjectDemandedMustBeWhoIsLoggedIn() {
    LoggedIn official = protocol.newOfficial();
    String demand = "{\"id_token\":{\"sub\":{\"value\":\"%s\"}}}";
    Map<String, String> silent = with(demoRequest(), "prompt", "none");
    assertThat(
            protocol
                .authorize(
                    official.browser(),
                    with(silent, "claims", demand.formatted(official.account())))
                .parameters())
        .containsKey("code");
    assertThat(
            protocol
                .authorize(
                    official.browser(), with(silent, "claims", demand.formatted("248289761001")))
                .parameters())
        .containsEntry("error", "login_required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"address", "phone", "offline_access", "never-heard-of"})
  void scopeThatIsNotUnderstoodIsPassedOver(String scope) {
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(), with(demoRequest(), "scope", "openid " + scope));
    assertThat(protocol.redeem(answer.parameter("code")).text("scope")).isEqualTo("openid");
  }

  @Test
  void consentPageSpeaksTheLanguageAskedFor() {
    Client client = clients.register(SystemFromOutside.builder().build());
    Browser browser = protocol.newOfficial().browser();
    Answer asked =
        protocol.authorize(browser, with(SystemFromOutside.request(client), "ui_locales", "fr en"));
    assertThat(browser.follow(asked.response()).body()).contains("Allow " + client.name());
  }

  @Test
  void systemThatCanBeginALoginIsOpenedThere() {
    clients.register(
        SystemFromOutside.with(Map.of("initiate_login_uri", "https://app.example/login?x=1"))
            .url("https://app.example/")
            .build());
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    List<String> links =
        protocol
            .get(
                "/api/me/systems", Map.of("Authorization", "Bearer " + tokens.text("access_token")))
            .json()
            .valueStream()
            .map(system -> system.path("url").asString())
            .toList();
    assertThat(links)
        .anySatisfy(link ->
            assertThat(link)
                .startsWith("https://app.example/login?x=1&iss=http%3A%2F%2Flocalhost")
                .contains("&login_hint=" + official.username(), "&target_link_uri=https%3A"));
  }

  private Answer redeem(Client client, Answer answer) {
    return protocol.token(
        client.id(),
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            answer.parameter("code"),
            "redirect_uri",
            SystemFromOutside.CALLBACK,
            "code_verifier",
            Protocol.VERIFIER));
  }
}
