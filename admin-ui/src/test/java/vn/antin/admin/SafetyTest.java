package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetyTest {
  private final TestDesk desk = TestDesk.shared();

  @Test
  void everyAnswerCarriesTheStrictPolicy() {
    var browser = desk.signedIn();
    for (var path : List.of("/", "/sign", "/check", "/nothing", "/login")) {
      var headers = browser.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy"))
          .hasValue(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                  + "connect-src 'self'; form-action 'self' "
                  + desk.authServer.issuer()
                  + "; base-uri 'none'; frame-ancestors 'none'");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    }
  }

  @Test
  void noPageHasInlineCodeOrStyle() {
    desk.authServer.administers = List.of("unit");
    var browser = desk.signedIn();
    for (var path : List.of("/", "/sign", "/check", "/accounts", "/certificates", "/nothing")) {
      assertThat(browser.get(path).body())
          .doesNotContain("<script>", "<style", " style=", " onclick=", "javascript:");
    }
    desk.authServer.reset();
  }

  @Test
  void noServletSessionIsEverMade() {
    var browser = desk.signedIn();
    browser.get("/");
    browser.upload("/sign", "a.pdf", "%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    browser.post("/logout", Map.of());
    assertThat(browser.cookies).doesNotContainKey("JSESSIONID");
  }

  @Test
  void postOfAnotherSiteIsRefused() {
    var browser = desk.signedIn();
    assertThat(logout(browser, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(logout(browser, "Sec-Fetch-Site", "same-site").statusCode()).isEqualTo(403);
    assertThat(logout(browser, "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(logout(browser, "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(browser.get("/sign").statusCode()).isEqualTo(200);
    assertThat(logout(browser, "Origin", desk.url("")).statusCode()).isEqualTo(303);
  }

  @Test
  void ownFormsAreAccepted() {
    var browser = desk.signedIn();
    assertThat(logout(browser, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(303);
  }

  @Test
  void faultsHaveAPageInBothLanguages() {
    var browser = desk.browser();
    var missing = browser.get("/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("Không tìm thấy trang", "<html lang=\"vi\">");
    assertThat(browser.post("/check/none", Map.of()).statusCode()).isEqualTo(404);
    var chosen = browser.post("/language", Map.of("to", "en", "back", "/check"));
    assertThat(Browser.location(chosen)).hasToString("/check");
    assertThat(browser.get("/nothing").body()).contains("Page not found", "<html lang=\"en\">");
    assertThat(browser.get("/sign/not-an-id").statusCode()).isEqualTo(404);
  }

  @Test
  void languageSwitchLeadsToNoOtherSite() {
    var answer = desk.browser().post("/language", Map.of("to", "vi", "back", "//evil.example"));
    assertThat(Browser.location(answer)).hasToString("/");
  }

  private static HttpResponse<String> logout(Browser browser, String header, String value) {
    return browser.post("/logout", Map.of(), header, value);
  }
}
