package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

@OAuth2Test
final class ConsentTest {
  private final Protocol protocol;
  private final TestClients clients;
  private final JdbcClient jdbc;

  @Autowired
  ConsentTest(Protocol protocol, TestClients clients, JdbcClient jdbc) {
    this.protocol = protocol;
    this.clients = clients;
    this.jdbc = jdbc;
  }

  @Test
  void systemFromOutsideIsAllowedOnceAndForMoreAnew() {
    Client client = clients.register(SystemFromOutside.builder().build());
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> little = with(SystemFromOutside.request(client), "scope", "openid");

    Answer asked = protocol.authorize(browser, little);
    assertThat(asked.location()).startsWith("/consent?");
    Answer back = allow(browser, browser.follow(asked.response()));
    assertThat(back.destination()).isEqualTo(SystemFromOutside.CALLBACK);
    assertThat(back.parameters()).containsKey("code").containsEntry("iss", protocol.issuer());

    assertThat(protocol.authorize(browser, little).parameters()).containsKey("code");
    assertThat(protocol.authorize(browser, SystemFromOutside.request(client)).location())
        .startsWith("/consent?");
    assertThat(
            protocol
                .authorize(browser, with(SystemFromOutside.request(client), "prompt", "none"))
                .parameters())
        .containsEntry("error", "consent_required");
    assertThat(audited("oauth2.consent-given", client)).isEqualTo(1);
  }

  @Test
  void pageNamesWhoAsksForWhatAndLoadsNothingFromThere() {
    Client client =
        clients.register(
            SystemFromOutside.with(
                    Map.of(
                        "policy_uri", "https://app.example/policy",
                        "tos_uri", "javascript:alert(1)",
                        "logo_uri", "https://app.example/logo.png"))
                .scopes(Set.of("openid", "profile", "email", "dossier.read"))
                .build());
    Browser browser = protocol.newOfficial().browser();
    HttpResponse<String> page =
        browser.follow(
            protocol
                .authorize(
                    browser,
                    with(SystemFromOutside.request(client), "scope", "openid profile dossier.read"))
                .response());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "Cho phép " + client.name() + "?",
            "Nguyễn Thị Bưởi",
            "Xem họ tên và tên đăng nhập của bạn",
            "dossier.read",
            "href=\"https://app.example/policy\"")
        .doesNotContain("javascript:alert", "logo.png", "Xem địa chỉ thư điện tử");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains(
            "default-src 'none'",
            "frame-ancestors 'none'",
            "form-action 'self' https://app.example");
    assertThat(browser.get(Browser.location(asked(browser, client)) + "&lang=en").body())
        .contains("Allow " + client.name() + "?");
  }

  @Test
  void refusalIsToldToTheSystem() {
    Client client = clients.register(SystemFromOutside.builder().build());
    Browser browser = protocol.newOfficial().browser();
    HttpResponse<String> asked = asked(browser, client);
    browser.follow(asked);
    String query = Browser.location(asked).substring("/consent".length());
    Answer denied = new Answer(browser.post("/consent/deny" + query, Map.of()));
    assertThat(denied.status()).isEqualTo(303);
    assertThat(denied.destination()).isEqualTo(SystemFromOutside.CALLBACK);
    assertThat(denied.parameters())
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s t+a/t=e")
        .containsEntry("iss", protocol.issuer());
    assertThat(protocol.authorize(browser, SystemFromOutside.request(client)).location())
        .startsWith("/consent?");
  }

  @Test
  void noOtherSiteCanAgree() {
    Client client = clients.register(SystemFromOutside.builder().build());
    Browser browser = protocol.newOfficial().browser();
    HttpResponse<String> asked = asked(browser, client);
    String seen = Browser.field(browser.follow(asked).body(), "seen");
    String query = Browser.location(asked).substring("/consent".length());
    browser.with("Sec-Fetch-Site", "cross-site");
    assertThat(browser.post("/consent/allow" + query, Map.of("seen", seen)).statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/consent/allow" + query + "&seen=" + seen).statusCode()).isEqualTo(405);
    assertThat(protocol.authorize(browser, SystemFromOutside.request(client)).location())
        .startsWith("/consent?");
  }

  @Test
  void answerToAnotherQuestionDoesNotCount() {
    Client client = clients.register(SystemFromOutside.builder().build());
    Browser browser = protocol.newOfficial().browser();
    HttpResponse<String> little =
        protocol
            .authorize(browser, with(SystemFromOutside.request(client), "scope", "openid"))
            .response();
    String seen = Browser.field(browser.follow(little).body(), "seen");
    String query = Browser.location(asked(browser, client)).substring("/consent".length());
    Answer answer = new Answer(browser.post("/consent/allow" + query, Map.of("seen", seen)));
    assertThat(answer.location()).startsWith("/consent?");
  }

  @Test
  void promptConsentAsksAlsoForTheHousesOwnSystems() {
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, demoRequest()).parameters()).containsKey("code");
    Map<String, String> request = with(demoRequest(), "prompt", "consent");
    Answer asked = protocol.authorize(browser, request);
    assertThat(asked.location()).startsWith("/consent?");
    HttpResponse<String> page = browser.follow(asked.response());
    assertThat(page.body()).contains("Ứng dụng này xin được").doesNotContain("không phải của tỉnh");
    assertThat(allow(browser, page).parameters()).containsKey("code");
    assertThat(protocol.authorize(browser, request).location()).startsWith("/consent?");
  }

  @Test
  void consentIsWithdrawnOnTheAccountPageAndEndsTheTokens() {
    Client client = clients.register(SystemFromOutside.builder().build());
    LoggedIn official = protocol.newOfficial();
    Browser browser = official.browser();
    Answer back = allow(browser, browser.follow(asked(browser, client)));
    Answer tokens =
        protocol.token(
            client.id(),
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                back.parameter("code"),
                "redirect_uri",
                SystemFromOutside.CALLBACK,
                "code_verifier",
                Protocol.VERIFIER));
    assertThat(browser.get("/account/applications").body())
        .contains("Hệ thống đang dùng", "Ngắt quyền", "Quyền đã cho phép", client.name());

    String address = "/account/applications/" + client.id() + "/withdraw";
    assertThat(browser.post(address, Map.of()).statusCode()).isEqualTo(303);

    assertThat(browser.get("/account/applications").body())
        .contains(client.name(), "Đã kết thúc")
        .doesNotContain("Ngắt quyền</button>", "/withdraw");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(
            protocol
                .token(
                    client.id(),
                    Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.text("refresh_token")))
                .text("error"))
        .isEqualTo("invalid_grant");
    assertThat(asked(browser, client).headers().firstValue("Location").orElseThrow())
        .startsWith("/consent?");
    assertThat(audited("oauth2.consent-withdrawn", client)).isEqualTo(1);
  }

  private HttpResponse<String> asked(Browser browser, Client client) {
    return protocol.authorize(browser, SystemFromOutside.request(client)).response();
  }

  /** Presses "allow" and follows to where the official ends. */
  static Answer allow(Browser browser, HttpResponse<String> page) {
    String html = page.body();
    String action =
        html.replaceFirst("(?s).*?<form[^>]* action=\"([^\"]*)\".*", "$1").replace("&amp;", "&");
    HttpResponse<String> agreed = browser.post(action, Map.of("seen", Browser.field(html, "seen")));
    assertThat(agreed.statusCode()).isEqualTo(303);
    return new Answer(browser.follow(agreed));
  }

  private int audited(String type, Client client) {
    return jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = :type AND object = :subject")
        .param("type", type)
        .param("subject", client.id())
        .query(Integer.class)
        .single();
  }
}
