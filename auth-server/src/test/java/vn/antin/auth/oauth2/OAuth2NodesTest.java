package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;

/** Nodes share keys, codes and tokens through the database, and say so when it is gone. */
final class OAuth2NodesTest {
  private static final String SAMPLE = "antin.sample.officials=4";

  @Test
  void codeOfOneNodeIsRedeemedOnceAtAnotherWithTheSameKeys() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (TestServer one = TestServer.start(database, SAMPLE);
        TestServer two = TestServer.start(database, SAMPLE)) {
      assertThat(get(two, "/oauth2/jwks")).isEqualTo(get(one, "/oauth2/jwks"));
      Browser browser = loggedIn(one, "oauth2.nodes");
      String code =
          new Answer(browser.get("/oauth2/authorize?" + Protocol.form(Protocol.demoRequest())))
              .parameter("code");

      Answer tokens = redeem(two, code);
      assertThat(tokens.status()).isEqualTo(200);
      assertThat(redeem(one, code).text("error")).isEqualTo("invalid_grant");
      assertThat(userInfo(one, tokens.text("access_token"))).isEqualTo(401);
    }
  }

  @Test
  void lostDatabaseIsToldToClientsAndTheCodeSurvivesIt() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (TestServer server =
        TestServer.start(database, SAMPLE, "spring.datasource.hikari.connection-timeout=3000")) {
      Browser browser = loggedIn(server, "oauth2.outage");
      String code =
          new Answer(browser.get("/oauth2/authorize?" + Protocol.form(Protocol.demoRequest())))
              .parameter("code");
      database.refuse();
      Answer lost = redeem(server, code);
      assertThat(lost.status()).isEqualTo(503);
      assertThat(lost.text("error")).isEqualTo("temporarily_unavailable");
      assertThat(lost.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(get(server, "/oauth2/jwks")).contains("\"keys\"");
      database.admit();
      await().untilAsserted(() -> assertThat(redeem(server, code).status()).isEqualTo(200));
    }
  }

  private static Browser loggedIn(TestServer server, String username) {
    new TestAccounts(
            server.bean(JdbcClient.class),
            server.bean(Credentials.class),
            server.bean(SecretHashes.class))
        .active(username);
    Browser browser = new Browser(server.origin());
    browser.logIn(Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
    return browser;
  }

  private static Answer redeem(TestServer server, String code) throws Exception {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            Protocol.DEMO_CALLBACK,
            "code_verifier",
            Protocol.VERIFIER);
    return send(
        HttpRequest.newBuilder(URI.create(server.origin() + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                Protocol.basic("demo-app", "demo-app-secret").getOrDefault("Authorization", ""))
            .POST(HttpRequest.BodyPublishers.ofString(Protocol.form(form))));
  }

  private static int userInfo(TestServer server, String token) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.origin() + "/userinfo"))
            .header("Authorization", "Bearer " + token))
        .status();
  }

  private static String get(TestServer server, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.origin() + path))).response().body();
  }

  private static Answer send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
  }
}
