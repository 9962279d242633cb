package vn.antin.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

@AuthServerTest
@Import({TestClock.Setup.class, SessionTest.Listening.class})
final class SessionTest {
  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestAccounts accounts;
  private final Listener listener;

  SessionTest(
      House house,
      JdbcClient jdbc,
      TestClock clock,
      Credentials credentials,
      SecretHashes hashes,
      Listener listener) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    this.listener = listener;
    accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  static final class Listener {
    final List<SessionEnded> heard = new ArrayList<>();

    @EventListener
    void hear(SessionEnded ended) {
      heard.add(ended);
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Listening {
    @Bean
    Listener listener() {
      return new Listener();
    }
  }

  @Test
  void officialSeesAndEndsOwnSessionsOnly() {
    accounts.active("session.own");
    accounts.active("session.other");
    Browser desk = loggedIn("session.own", "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537");
    Browser phone = loggedIn("session.own", "Mozilla/5.0 (iPhone) Version/18 Safari/604");
    Browser stranger = loggedIn("session.other", "curl/8");

    String page = desk.get("/account/sessions").body();
    assertThat(page).contains("Chrome · Windows", "Safari · iPhone", "phiên này");
    assertThat(page).doesNotContain("curl");

    String foreign = "/account/sessions/" + idOf("session.other") + "/end";
    assertThat(desk.post(foreign, Map.of()).statusCode()).isEqualTo(303);
    assertThat(stranger.get("/account").statusCode()).isEqualTo(200);

    assertThat(desk.post("/account/sessions/end-others", Map.of()).statusCode()).isEqualTo(303);
    assertThat(phone.get("/account").statusCode()).isEqualTo(303);
    assertThat(desk.get("/account").statusCode()).isEqualTo(200);
    assertThat(listener.heard).anyMatch(ended -> ended.reason().equals("ended-by-official"));
  }

  @Test
  void logoutEndsTheSessionAndTakesTheCookie() {
    accounts.active("session.logout");
    Browser browser = loggedIn("session.logout", "curl/8");
    String cookie = String.valueOf(browser.cookies().get("__Host-antin-session"));
    HttpResponse<String> out = browser.post("/logout", Map.of());
    assertThat(Browser.location(out)).isEqualTo("/logged-out");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    browser.cookies().put("__Host-antin-session", cookie);
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    assertThat(browser.follow(out).body()).contains("Đã đăng xuất");
  }

  @Test
  void idleAndOldSessionsEnd() {
    accounts.active("session.idle");
    Browser browser = loggedIn("session.idle", "curl/8");
    clock.advance(Duration.ofHours(3));
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofHours(3));
    assertThat(browser.get("/account").statusCode()).as("seen 3 hours ago").isEqualTo(200);
    clock.advance(Duration.ofHours(4).plusMinutes(1));
    assertThat(browser.get("/account").statusCode()).as("idle").isEqualTo(303);

    Browser busy = loggedIn("session.idle", "curl/8");
    for (int hour = 0; hour < 12; hour += 3) {
      assertThat(busy.get("/account").statusCode()).isEqualTo(200);
      clock.advance(Duration.ofHours(3));
    }
    assertThat(busy.get("/account").statusCode()).as("12 hours old").isEqualTo(303);
  }

  @Test
  void disabledAccountHasNoSession() {
    accounts.active("session.disabled");
    Browser browser = loggedIn("session.disabled", "curl/8");
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE username = 'session.disabled'").update();
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void cookieItselfIsNotStored() {
    accounts.active("session.hash");
    Browser browser = loggedIn("session.hash", "curl/8");
    String cookie = String.valueOf(browser.cookies().get("__Host-antin-session"));
    assertThat(
            jdbc.sql("SELECT count(*) FROM session WHERE cookie_hash = sha256(:cookie::bytea)")
                .param("cookie", cookie)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private String idOf(String username) {
    return jdbc.sql(
            """
            SELECT s.id::text FROM session s JOIN account a ON a.id = s.account_id
            WHERE a.username = :username
            """)
        .param("username", username)
        .query(String.class)
        .single();
  }

  private Browser loggedIn(String username, String agent) {
    Browser browser = new Browser(house.issuer().toString()).with("User-Agent", agent);
    HttpResponse<String> entered =
        browser.logIn(Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
    assertThat(entered.statusCode()).isEqualTo(303);
    return browser;
  }
}
