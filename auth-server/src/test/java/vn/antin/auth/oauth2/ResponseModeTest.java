package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;

@OAuth2Test
final class ResponseModeTest {
  private final Protocol protocol;

  @Autowired
  ResponseModeTest(Protocol protocol) {
    this.protocol = protocol;
  }

  @Test
  void codeTravelsInAFormThatPostsItself() {
    Browser browser = protocol.newOfficial().browser();
    Answer page = protocol.authorize(browser, with(demoRequest(), "response_mode", "form_post"));
    assertThat(page.status()).isEqualTo(200);
    String html = page.response().body();
    assertThat(html)
        .contains("action=\"" + Protocol.DEMO_CALLBACK + "\"", "/pages/form-post.js")
        .doesNotContain("<script>");
    assertThat(Browser.field(html, "state")).isEqualTo("s t+a/t=e");
    assertThat(Browser.field(html, "iss")).isEqualTo(protocol.issuer());
    assertThat(page.response().headers().firstValue("Location")).isEmpty();
    assertThat(page.response().headers().firstValue("Cache-Control").orElseThrow())
        .contains("no-store");
    assertThat(page.response().headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://localhost:*", "frame-ancestors 'none'");
    assertThat(protocol.redeem(Browser.field(html, "code")).status()).isEqualTo(200);
    assertThat(protocol.get("/pages/form-post.js").status()).isEqualTo(200);
  }

  @Test
  void errorTravelsInTheModeAskedFor() {
    Map<String, String> request =
        with(demoRequest(), "response_mode", "form_post", "prompt", "none");
    String html = protocol.authorize(protocol.browser(), request).response().body();
    assertThat(Browser.field(html, "error")).isEqualTo("login_required");
    assertThat(Browser.field(html, "iss")).isEqualTo(protocol.issuer());
  }

  @Test
  void whatTheClientSaysCannotBreakOutOfTheForm() {
    Map<String, String> request =
        with(
            demoRequest(),
            "response_mode",
            "form_post",
            "state",
            "\"><script src=https://evil.example/x.js></script>");
    assertThat(protocol.authorize(protocol.newOfficial().browser(), request).response().body())
        .doesNotContain("\"><script src=https")
        .contains("&#34;>&lt;script src=https");
  }

  @Test
  void pageForFormsIsNothingWithoutAnAnswer() {
    assertThat(protocol.get("/oauth2/form-post").status()).isEqualTo(404);
  }
}
