package vn.antin.auth.oauth2.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

@OAuth2Test
final class FrontchannelLogoutTest {
  private static final String URI_MEMBER = "frontchannel_logout_uri";

  private final Protocol protocol;
  private final Systems systems;

  @Autowired
  FrontchannelLogoutTest(Protocol protocol, TestClients clients) {
    this.protocol = protocol;
    this.systems = new Systems(protocol, clients);
  }

  @Test
  void pageLoadsEverySystemWithIssuerAndSessionAndGoesOnToTheApplication() {
    Client one = systems.with(URI_MEMBER, URI.create("https://one.example/out?a=1&b=2"));
    Client two = systems.with(URI_MEMBER, URI.create("https://two.example:8443/out"));
    LoggedIn official = protocol.newOfficial();
    Answer tokens = systems.enter(one, official.browser());
    systems.enter(two, official.browser());
    String sid = tokens.claim("id_token", "sid").toString();

    HttpResponse<String> out =
        official
            .browser()
            .get(
                "/connect/logout?"
                    + Protocol.form(
                        Map.of(
                            "id_token_hint",
                            tokens.text("id_token"),
                            "post_logout_redirect_uri",
                            Systems.AFTERWARDS,
                            "state",
                            "st")));
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(Browser.location(out)).contains("/logged-out?of=").doesNotContain(sid);
    HttpResponse<String> page = official.browser().follow(out);

    String more = "iss=" + URLEncoder.encode(protocol.issuer(), StandardCharsets.UTF_8);
    assertThat(page.body())
        .contains(
            "data-frame=\"https://one.example/out?a=1&amp;b=2&amp;" + more + "&amp;sid=" + sid)
        .contains("src=\"https://two.example:8443/out?" + more + "&amp;sid=" + sid)
        .contains("href=\"" + Systems.AFTERWARDS + "?state=st\"")
        .contains("/pages/logged-out.js");
    assertThat(policy(page))
        .contains("; frame-src https://")
        .contains("https://one.example", "https://two.example:8443");
    assertThat(protocol.get("/pages/logged-out.js").status()).isEqualTo(200);
  }

  @Test
  void noOtherPageMayHoldFrames() {
    HttpResponse<String> plain = protocol.browser().get("/logged-out");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(policy(plain)).contains("default-src 'none'").doesNotContain("frame-src");
    HttpResponse<String> unknown = protocol.browser().get("/logged-out?of=nonsense");
    assertThat(unknown.body()).doesNotContain("iframe").contains("Đã đăng xuất");
    assertThat(policy(unknown)).doesNotContain("frame-src");
  }

  @Test
  void systemWhoseAddressIsNoWebPageIsNotFramed() {
    Client script = systems.with(URI_MEMBER, URI.create("javascript:alert(1)"));
    LoggedIn official = protocol.newOfficial();
    systems.enter(script, official.browser());
    HttpResponse<String> out = official.browser().post("/logout", Map.of());
    assertThat(official.browser().follow(out).body()).doesNotContain("javascript:");
  }

  private static String policy(HttpResponse<String> page) {
    return page.headers().firstValue("Content-Security-Policy").orElseThrow();
  }
}
