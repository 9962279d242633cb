package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
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
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.factor.SignedInOnNewDevice;
import vn.antin.auth.web.House;

/** Browsers known again, and computers that officials share. */
@AuthServerTest
@Import({TestClock.Setup.class, KnownDeviceTest.Heard.class})
final class KnownDeviceTest {
  private final String origin;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestAccounts accounts;
  private final News news;

  KnownDeviceTest(
      House house,
      JdbcClient jdbc,
      TestClock clock,
      Credentials credentials,
      SecretHashes hashes,
      News news) {
    this.origin = house.issuer().toString();
    this.jdbc = jdbc;
    this.clock = clock;
    this.accounts = new TestAccounts(jdbc, credentials, hashes);
    this.news = news;
  }

  @BeforeEach
  void forgetFailures() {
    jdbc.sql("DELETE FROM login_throttle").update();
  }

  @Test
  void loginInAnUnknownBrowserIsTold() {
    AccountId account = accounts.active("device.new");
    Browser known = enter("device.new");
    known.post("/logout", Map.of());
    logIn(known, "device.new", TestAccounts.PASSWORD);
    assertThat(news.about(account)).extracting(SignedInOnNewDevice::first).containsExactly(true);
    enter("device.new");
    assertThat(news.about(account))
        .extracting(SignedInOnNewDevice::first)
        .containsExactly(true, false);
  }

  @Test
  void browserIsForgottenByItsOfficialAlone() {
    AccountId account = accounts.active("device.mine");
    accounts.active("device.other");
    Browser mine = enter("device.mine");
    String id =
        jdbc.sql("SELECT id::text FROM known_device WHERE account_id = :account")
            .param("account", account.value())
            .query(String.class)
            .single();
    assertThat(mine.get("/account/browsers").body()).contains("/account/browsers/" + id);
    enter("device.other").post("/account/browsers/" + id + "/forget", Map.of());
    assertThat(mine.get("/account/browsers").body()).contains(id);
    mine.post("/account/browsers/" + id + "/forget", Map.of());
    assertThat(mine.get("/account/browsers").body()).doesNotContain(id);
  }

  @Test
  void strangersCannotLockAnOfficialOutOfAKnownBrowser() {
    accounts.active("device.victim");
    Browser known = enter("device.victim");
    known.post("/logout", Map.of());
    for (int i = 0; i < 25; i++) {
      logIn(new Browser(origin), "device.victim", "no");
    }
    assertThat(logIn(new Browser(origin), "device.victim", TestAccounts.PASSWORD).statusCode())
        .as("an unknown browser waits")
        .isEqualTo(200);
    assertThat(logIn(known, "device.victim", TestAccounts.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void thiefOfAKnownBrowserGuessesNoFasterThanAnybody() {
    accounts.active("device.thief");
    Browser known = enter("device.thief");
    known.post("/logout", Map.of());
    for (int i = 0; i < 20; i++) {
      logIn(known, "device.thief", "no");
    }
    assertThat(logIn(known, "device.thief", TestAccounts.PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void sharedComputerLocksAfterTwoMinutesAndTheSameOfficialGoesOn() {
    AccountId account = accounts.active("counter.same");
    Browser browser = enterAtCounter("counter.same");
    String session = session(account);
    clock.advance(Duration.ofSeconds(110));
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(110));
    assertThat(browser.get("/account").statusCode()).as("a request keeps it open").isEqualTo(200);
    clock.advance(Duration.ofSeconds(121));
    HttpResponse<String> locked = browser.get("/account?x=1");
    assertThat(locked.statusCode()).isEqualTo(303);
    assertThat(browser.follow(locked).body())
        .contains("đang khóa", "value=\"counter.same\"", "Cán bộ dùng máy này hôm nay");

    HttpResponse<String> opened =
        browser.logIn(Browser.location(locked), "counter.same", TestAccounts.PASSWORD);

    assertThat(Browser.location(opened)).isEqualTo("/account?x=1");
    assertThat(session(account)).isEqualTo(session);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void colleagueTakesOverASharedComputer() {
    AccountId first = accounts.active("counter.first");
    AccountId second = accounts.active("counter.second");
    Browser browser = enterAtCounter("counter.first");
    assertThat(browser.get("/counter").body()).contains("Khóa hoặc đổi người");
    assertThat(browser.post("/counter/lock", Map.of()).statusCode()).isEqualTo(303);
    HttpResponse<String> locked = browser.get("/account");
    assertThat(locked.statusCode()).isEqualTo(303);
    logInAtCounter(browser, Browser.location(locked), "counter.second");
    assertThat(browser.get("/account").body()).contains("counter.second");
    assertThat(open(first)).isZero();
    assertThat(open(second)).isEqualTo(1);
    browser.post("/counter/lock", Map.of());
    String page = browser.follow(browser.get("/login")).body();
    assertThat(page).contains("as=counter.first", "as=counter.second");
  }

  private String session(AccountId account) {
    return jdbc.sql("SELECT id::text FROM session WHERE account_id = :id AND ended_at IS NULL")
        .param("id", account.value())
        .query(String.class)
        .single();
  }

  private int open(AccountId account) {
    return jdbc.sql("SELECT count(*) FROM session WHERE account_id = :id AND ended_at IS NULL")
        .param("id", account.value())
        .query(Integer.class)
        .single();
  }

  private Browser enter(String username) {
    Browser browser = new Browser(origin);
    assertThat(logIn(browser, username, TestAccounts.PASSWORD).statusCode()).isEqualTo(303);
    return browser;
  }

  private static HttpResponse<String> logIn(Browser browser, String username, String password) {
    return browser.logIn(Browser.location(browser.get("/login")), username, password);
  }

  private Browser enterAtCounter(String username) {
    Browser browser = new Browser(origin);
    logInAtCounter(browser, Browser.location(browser.get("/login")), username);
    return browser;
  }

  private static void logInAtCounter(Browser browser, String login, String username) {
    String flow = Browser.field(browser.get(login).body(), "flow");
    HttpResponse<String> entered =
        browser.post(
            "/login",
            Map.of(
                "flow",
                flow,
                "username",
                username,
                "password",
                TestAccounts.PASSWORD,
                "counter",
                "true"));
    assertThat(entered.statusCode()).isEqualTo(303);
  }

  /** What was published. */
  static final class News {
    private final List<SignedInOnNewDevice> heard = new CopyOnWriteArrayList<>();

    @EventListener
    void newDevice(SignedInOnNewDevice event) {
      heard.add(event);
    }

    List<SignedInOnNewDevice> about(AccountId account) {
      return heard.stream().filter(event -> event.account().equals(account)).toList();
    }
  }

  /** Puts the listener in. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Heard {
    @Bean
    News news() {
      return new News();
    }
  }
}
