package vn.antin.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;

@AuthServerTest
final class PagesTest {
  private final House house;

  PagesTest(House house) {
    this.house = house;
  }

  private Browser browser() {
    return new Browser(house.issuer().toString()).with("Accept", "text/html");
  }

  @Test
  void everyPageCarriesTheDefences() {
    Browser browser = browser();
    for (String page : new String[] {"/login", "/logged-out", "/nowhere"}) {
      HttpResponse<String> response = browser.get(page);
      assertThat(header(response, "Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
      assertThat(header(response, "Referrer-Policy")).isEqualTo("same-origin");
      assertThat(header(response, "Cache-Control")).contains("no-store");
      assertThat(response.headers().allValues("Set-Cookie")).noneMatch(c -> c.contains("JSESSION"));
    }
  }

  @Test
  void postsFromOtherSitesAreRefused() {
    assertThat(post("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(post("Sec-Fetch-Site", "same-site")).isEqualTo(403);
    assertThat(post("Origin", "http://localhost:9999")).isEqualTo(403);
    assertThat(post("Origin", "null")).isEqualTo(403);
    assertThat(post("Sec-Fetch-Site", "same-origin")).isEqualTo(303);
    assertThat(post("Origin", house.origin())).isEqualTo(303);
    assertThat(post("X-Nothing", "a program")).isEqualTo(303);
  }

  private int post(String header, String value) {
    return browser().with(header, value).post("/logout", Map.of()).statusCode();
  }

  @Test
  void errorsAreOurOwnPagesInTheReadersLanguage() {
    HttpResponse<String> missing = browser().get("/nowhere");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("Không có trang này").doesNotContain("Tomcat");
    assertThat(browser().get("/nowhere?lang=en").body()).contains("No such page");
    HttpResponse<String> refused = browser().with("Origin", "null").post("/logout", Map.of());
    assertThat(refused.body()).contains("Không được phép");
    HttpResponse<String> program =
        new Browser(house.issuer().toString()).with("Accept", "application/json").get("/nowhere");
    assertThat(header(program, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(browser().get("/login?flow=%00").statusCode()).isIn(400, 410);
  }

  @Test
  void typedMarkupIsShownAsText() {
    Browser browser = browser();
    HttpResponse<String> answer =
        browser.logIn(
            Browser.location(browser.get("/login")), "\"><script>alert(1)</script>", "no");
    assertThat(answer.body()).doesNotContain("<script>alert");
  }

  @Test
  void loginPageIsSmall() {
    Browser browser = browser();
    int page = browser.follow(browser.get("/login")).body().length();
    int style = browser.get("/style/antin.css").body().length();
    int script = browser.get("/pages/antin.js").body().length();
    int seal = browser.get("/style/seal.svg").body().length();
    assertThat(page + style + script + seal).as("uncompressed").isLessThan(30_000);
    HttpResponse<String> cached = browser.get("/style/antin.css");
    assertThat(header(cached, "Cache-Control")).contains("max-age");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
