package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {
  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.browser();

  @AfterEach
  void usual() {
    desk.authServer.reset();
  }

  @Test
  void loginOpensASessionAndShowsTheOfficial() {
    var answer = browser.login();
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Browser.location(answer)).hasToString("/");
    assertThat(browser.get("/").body())
        .contains("Xin chào, Nguyễn Thị Minh Khai", "Chủ tịch", "Quản lý văn bản");
  }

  @Test
  void loginRequestCarriesPkceStateNonceAndAllScopes() {
    var location = Browser.location(browser.get("/login"));
    assertThat(Exchange.parse(location.getRawQuery()))
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "admin-ui")
        .containsEntry("redirect_uri", desk.url("/login/callback"))
        .containsEntry("scope", "openid profile email service admin")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("ui_locales", "vi")
        .containsKeys("state", "nonce", "code_challenge");
  }

  @Test
  void sessionCookieIsOutOfReachOfScriptsAndOtherHosts() {
    var cookie =
        browser.login().headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("__Host-antin-desk="))
            .findFirst();
    assertThat(cookie)
        .hasValueSatisfying(c ->
            assertThat(c)
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain", "Max-Age"));
  }

  @Test
  void loginLeadsBackToThePageThatWasAskedFor() {
    var asked = browser.get("/sign?from=a%20link");
    assertThat(asked.statusCode()).isEqualTo(303);
    var answer = browser.get(browser.callback(browser.get(Browser.location(asked).toString())));
    assertThat(Browser.location(answer)).hasToString("/sign?from=a%20link");
  }

  @Test
  void loginLeadsToNoOtherSite() {
    for (var next : new String[] {"//evil.example", "https://evil.example", "/%5Cevil.example"}) {
      var stranger = desk.browser();
      var answer = stranger.get(stranger.callback(stranger.get("/login?next=" + next)));
      assertThat(Browser.location(answer).getHost()).isNull();
    }
  }

  @Test
  void stateWorksOnlyInTheBrowserItWasGivenTo() {
    var callback = browser.callback(browser.get("/login"));
    var other = desk.browser();
    other.get("/login");
    var answer = other.get(callback);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Lần đăng nhập này đã hết hạn");
    assertThat(other.cookies).doesNotContainKey("__Host-antin-desk");
  }

  @Test
  void forgedStateIsRefused() {
    browser.get("/login");
    var answer = browser.get("/login/callback?code=x&state=forged&iss=" + desk.authServer.issuer());
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void usedStateOpensNoSecondSession() {
    var callback = browser.callback(browser.get("/login"));
    browser.get(callback);
    var reload = browser.get(callback);
    assertThat(reload.statusCode()).isEqualTo(303);
    assertThat(reload.headers().allValues("Set-Cookie")).isEmpty();
    browser.cookies.remove("__Host-antin-desk");
    assertThat(browser.get(callback).statusCode()).isEqualTo(400);
  }

  @Test
  void stateIsGoodForHalfAnHour() {
    var callback = browser.callback(browser.get("/login"));
    desk.clock.advance(Duration.ofMinutes(31));
    assertThat(browser.get(callback).statusCode()).isEqualTo(400);
    desk.clock.reset();
  }

  @Test
  void answerOfAnotherIssuerIsRefused() {
    var callback = browser.callback(browser.get("/login"));
    var wrong = callback.replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fevil.example");
    assertThat(browser.get(wrong).statusCode()).isEqualTo(400);
    var missing = browser.callback(browser.get("/login")).replaceFirst("&iss=[^&]*", "");
    assertThat(browser.get(missing).statusCode()).isEqualTo(400);
  }

  @Test
  void idTokenWithAnotherNonceIsRefused() {
    desk.authServer.idToken = claims -> claims.claim("nonce", "another");
    assertThat(browser.login().statusCode()).isEqualTo(400);
    assertThat(browser.cookies).doesNotContainKey("__Host-antin-desk");
  }

  @Test
  void idTokenForAnotherClientIsRefused() {
    desk.authServer.idToken = claims -> claims.audience("second-app");
    assertThat(browser.login().statusCode()).isEqualTo(400);
  }

  @Test
  void expiredIdTokenIsRefused() {
    desk.authServer.idToken = claims -> claims.claim("exp", 1_600_000_000L);
    assertThat(browser.login().statusCode()).isEqualTo(400);
  }

  @Test
  void nameIsAskedForWhenTheIdTokenHasNone() {
    desk.authServer.idToken = claims -> claims.claim("name", null);
    browser.login();
    assertThat(browser.get("/").body()).contains("Xin chào, Nguyễn Thị Minh Khai");
  }

  @Test
  void logoutEndsTheSessionHereAndThere() {
    browser.login();
    var cookies = Map.copyOf(browser.cookies);
    var answer = browser.post("/logout", Map.of());
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Browser.location(answer).toString())
        .startsWith(desk.authServer.issuer() + "/connect/logout?id_token_hint=");
    browser.cookies.putAll(cookies);
    assertThat(browser.get("/sign").statusCode()).isEqualTo(303);
    assertThat(browser.get("/?state=signed-out").body()).contains("Bạn đã đăng xuất");
  }

  @Test
  void logoutByLinkEndsNothing() {
    browser.login();
    browser.get("/logout");
    assertThat(browser.get("/sign").statusCode()).isEqualTo(200);
  }
}
