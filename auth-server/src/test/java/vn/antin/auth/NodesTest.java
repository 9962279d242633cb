package vn.antin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;

/** Nodes hold no state: two share one database, and one outlives the loss of it. */
final class NodesTest {
  @Test
  void loginBegunOnOneNodeEndsOnAnotherAndServesBoth() {
    TestDatabase database = TestDatabase.create();
    try (TestServer one = TestServer.start(database);
        TestServer two = TestServer.start(database)) {
      accounts(one).active("nodes.shared");
      Browser first = new Browser(one.origin());
      String login = Browser.location(first.get("/account"));
      Browser second = new Browser(two.origin());
      second.cookies().putAll(first.cookies());

      HttpResponse<String> entered = second.logIn(login, "nodes.shared", TestAccounts.PASSWORD);
      assertThat(entered.statusCode()).isEqualTo(303);
      first.cookies().putAll(second.cookies());

      assertThat(first.get("/account").body()).contains("nodes.shared");
      assertThat(second.get("/account").body()).contains("nodes.shared");
      assertThat(first.cookies().keySet()).allMatch(name -> name.startsWith("__Host-"));
      first.post("/logout", Map.of());
      assertThat(second.get("/account").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void lostDatabaseGivesAPageAndItsReturnGoesOnWithoutRestart() {
    TestDatabase database = TestDatabase.create();
    try (TestServer server =
        TestServer.start(database, "spring.datasource.hikari.connection-timeout=3000")) {
      accounts(server).active("nodes.outage");
      Browser browser = new Browser(server.origin()).with("Accept", "text/html");
      String login = Browser.location(browser.get("/account"));
      database.refuse();
      HttpResponse<String> lost = browser.get(login);
      assertThat(lost.statusCode()).isEqualTo(503);
      assertThat(lost.body()).contains("Tạm thời chưa phục vụ được");
      assertThat(lost.headers().firstValue("Retry-After")).isPresent();
      assertThat(browser.get("/account?lang=en").body()).contains("Not available for the moment");
      database.admit();
      Instant limit = Instant.now().plus(Duration.ofMinutes(2));
      while (browser.get(login).statusCode() != 200) {
        assertThat(Instant.now()).isBefore(limit);
      }
      assertThat(browser.logIn(login, "nodes.outage", TestAccounts.PASSWORD).statusCode())
          .isEqualTo(303);
    }
  }

  private static TestAccounts accounts(TestServer server) {
    return new TestAccounts(
        server.bean(JdbcClient.class),
        server.bean(Credentials.class),
        server.bean(SecretHashes.class));
  }
}
