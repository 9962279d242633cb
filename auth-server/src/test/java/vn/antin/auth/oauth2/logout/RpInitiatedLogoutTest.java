package vn.antin.auth.oauth2.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;

@OAuth2Test
final class RpInitiatedLogoutTest {
  private static final String AFTERWARDS = "http://localhost:9999/";

  private final Protocol protocol;
  private final TestClock clock;

  @Autowired
  RpInitiatedLogoutTest(Protocol protocol, TestClock clock) {
    this.protocol = protocol;
    this.clock = clock;
  }

  @Test
  void hintOfThisSessionLogsOutAtOnceAndReturnsToTheApplication() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));

    Answer answer =
        logout(
            official.browser(),
            Map.of(
                "id_token_hint",
                tokens.text("id_token"),
                "post_logout_redirect_uri",
                AFTERWARDS,
                "state",
                "a b&c"));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo(AFTERWARDS + "?state=a%20b%26c");
    assertThat(protocol.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(protocol.authorize(official.browser(), Protocol.demoRequest()).location())
        .startsWith("/login?flow=");
  }

  @Test
  void withoutAHintTheOfficialIsAskedFirst() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    Answer page =
        logout(
            official.browser(),
            Map.of("client_id", "demo-app", "post_logout_redirect_uri", AFTERWARDS, "state", "x"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body())
        .contains("Bạn muốn đăng xuất?")
        .contains("Hệ thống minh họa");
    assertThat(page.response().headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://localhost:9999");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(200);

    Map<String, String> form = new HashMap<>();
    for (String field : new String[] {"client_id", "post_logout_redirect_uri", "state"}) {
      form.put(field, Browser.field(page.response().body(), field));
    }
    official.browser().with("Sec-Fetch-Site", "same-origin");
    Answer left = new Answer(official.browser().post("/connect/logout/confirm", form));

    assertThat(left.location()).isEqualTo(AFTERWARDS + "?state=x");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void anotherSiteCannotConfirm() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    official.browser().with("Sec-Fetch-Site", "cross-site");
    assertThat(official.browser().post("/connect/logout/confirm", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
  }

  @Test
  void hintOfAnotherSessionIsNotEnough() {
    String foreign =
        protocol.redeem(protocol.code(protocol.newOfficial().browser())).text("id_token");
    LoggedIn official = protocol.newOfficial();
    Answer page = logout(official.browser(), Map.of("id_token_hint", foreign));
    assertThat(page.response().body()).contains("Bạn muốn đăng xuất?");
    assertThat(protocol.authorize(official.browser(), Protocol.demoRequest()).parameters())
        .containsKey("code");
  }

  @Test
  void unregisteredReturnAddressOrForgedHintGetsAPageAndNothingHappens() {
    LoggedIn official = protocol.newOfficial();
    String hint = protocol.redeem(protocol.code(official.browser())).text("id_token");
    Answer elsewhere =
        logout(
            official.browser(),
            Map.of("id_token_hint", hint, "post_logout_redirect_uri", "https://evil.example/"));
    assertThat(elsewhere.status()).isEqualTo(400);
    assertThat(elsewhere.response().headers().firstValue("Location")).isEmpty();
    assertThat(logout(official.browser(), Map.of("id_token_hint", hint + "x")).status())
        .isEqualTo(400);
    assertThat(
            logout(official.browser(), Map.of("id_token_hint", hint, "client_id", "second-app"))
                .status())
        .isEqualTo(400);
    assertThat(protocol.authorize(official.browser(), Protocol.demoRequest()).parameters())
        .containsKey("code");
  }

  @Test
  void whoIsLoggedOutAlreadyIsToldSo() {
    assertThat(logout(protocol.browser(), Map.of()).location()).endsWith("/logged-out");
  }

  @Test
  void expiredIdTokenStillNamesItsSession() {
    LoggedIn official = protocol.newOfficial();
    String hint = protocol.redeem(protocol.code(official.browser())).text("id_token");
    clock.advance(Duration.ofHours(2));
    assertThat(logout(official.browser(), Map.of("id_token_hint", hint)).status()).isEqualTo(303);
    assertThat(official.browser().get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void foundIdTokenCannotLogItsOwnerOut() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    Browser thief = protocol.browser();
    assertThat(logout(thief, Map.of("id_token_hint", tokens.text("id_token"))).location())
        .endsWith("/logged-out");
    thief.post("/connect/logout", Map.of("id_token_hint", tokens.text("id_token")));
    thief.post("/connect/logout/confirm", Map.of("id_token_hint", tokens.text("id_token")));
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
    assertThat(official.browser().get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void postFromAnotherSiteComesAgainWithTheCookie() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    Map<String, String> parameters =
        Map.of(
            "id_token_hint",
            tokens.text("id_token"),
            "post_logout_redirect_uri",
            AFTERWARDS,
            "state",
            "x y");
    // SameSite=Lax: the browser holds the cookie back.
    Answer again = new Answer(protocol.browser().post("/connect/logout", parameters));
    assertThat(again.status()).isEqualTo(303);
    Answer left = new Answer(official.browser().get(again.location()));
    assertThat(left.location()).isEqualTo(AFTERWARDS + "?state=x%20y");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);

    LoggedIn other = protocol.newOfficial();
    String hint = protocol.redeem(protocol.code(other.browser())).text("id_token");
    assertThat(
            new Answer(other.browser().post("/connect/logout", Map.of("id_token_hint", hint)))
                .location())
        .endsWith("/logged-out");
  }

  @Test
  void questionIsInTheLanguageAskedForAndNamesTheOfficial() {
    LoggedIn official = protocol.newOfficial();
    String english =
        logout(official.browser(), Map.of("ui_locales", "fr en", "logout_hint", "somebody.else"))
            .response()
            .body();
    assertThat(english)
        .contains("Do you want to log out?", official.username())
        .contains("wants to log out another account");
    assertThat(
            logout(official.browser(), Map.of("logout_hint", official.username()))
                .response()
                .body())
        .contains("Bạn muốn đăng xuất?")
        .doesNotContain("một tài khoản khác");
  }

  @Test
  void parameterGivenTwiceIsRefused() {
    LoggedIn official = protocol.newOfficial();
    assertThat(
            official
                .browser()
                .get("/connect/logout?client_id=demo-app&client_id=second-app")
                .statusCode())
        .isEqualTo(400);
  }

  private Answer logout(Browser browser, Map<String, String> parameters) {
    return new Answer(browser.get("/connect/logout?" + Protocol.form(parameters)));
  }
}
