package vn.antin.auth.login.code;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestMails;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.totp.TestApp;
import vn.antin.auth.web.House;

/** Somebody who has the password and all the time in the world. */
@AuthServerTest
@Import(TestClock.Setup.class)
final class CodeCeilingTest {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Pattern RECOVERY =
      Pattern.compile(">([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})<");
  private static final String CLOSED = "Đã có quá nhiều mã sai liên tiếp";

  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Credentials credentials;
  private final TestAccounts officials;

  CodeCeilingTest(
      House house, JdbcClient jdbc, TestClock clock, Credentials credentials, SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    this.credentials = credentials;
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void guessingForEverEndsAndTheOwnerIsTold() {
    AccountId account = officials.active("ceiling.forever");
    TestApp app = setUp("ceiling.forever").app();
    Browser guesser = browser();
    guess(guesser, "ceiling.forever", app, 10);
    told("ceiling.forever", "Có người đang thử mã đăng nhập của bạn");
    // Slowly, with new logins: what the throttle alone lets through.
    clock.advance(Duration.ofHours(1));
    guess(guesser, "ceiling.forever", app, 10);
    clock.advance(Duration.ofHours(1));
    HttpResponse<String> step = guess(guesser, "ceiling.forever", app, 9);
    assertThat(code(guesser, step, app.wrong(clock.instant())).body()).contains(CLOSED);
    told("ceiling.forever", "Mã đăng nhập đã bị khóa vì nhập sai quá nhiều lần");

    clock.advance(Duration.ofHours(1));
    HttpResponse<String> late = password(guesser, "ceiling.forever");
    assertThat(Browser.location(late)).as("still asked for").startsWith("/login/totp?flow=");
    assertThat(guesser.follow(late).body()).contains(CLOSED).doesNotContain("name=\"code\"");
    assertThat(code(guesser, late, app.code(clock.instant())).body()).contains(CLOSED);
    assertThat(guesser.get("/account").statusCode()).isEqualTo(303);
    assertThat(Browser.location(guesser.get("/login/enrol?flow=" + flow(late))))
        .as("no way to set up another factor")
        .isEqualTo("/login/expired");
    assertThat(audited(account)).contains("login.codes-guessed", "login.factor-closed");
  }

  @Test
  void anotherFactorOpensClosedCodesAgain() {
    AccountId account = officials.active("ceiling.opened");
    Owner owner = setUp("ceiling.opened");
    close(account);
    Browser browser = browser();
    HttpResponse<String> step = password(browser, "ceiling.opened");
    assertThat(code(browser, step, owner.app().code(clock.instant())).body()).contains(CLOSED);
    HttpResponse<String> entered =
        browser.post(
            "/login/recovery-code", Map.of("flow", flow(step), "code", owner.recoveryCode()));
    assertThat(Browser.location(entered)).isEqualTo("/account");
    assertThat(browser.get("/account/activity").body()).contains("Mã xác nhận dùng lại được");

    Browser again = browser();
    HttpResponse<String> open = password(again, "ceiling.opened");
    assertThat(Browser.location(code(again, open, owner.app().code(clock.instant()))))
        .isEqualTo("/account");
  }

  @Test
  void newPasswordOpensClosedCodesAndARightCodeBeginsTheCountAnew() {
    AccountId account = officials.active("ceiling.reset");
    TestApp app = setUp("ceiling.reset").app();
    close(account);
    credentials.setPassword(account, credentials.passwordHash(account).orElseThrow());
    Browser guesser = browser();
    HttpResponse<String> step = guess(guesser, "ceiling.reset", app, 9);
    assertThat(code(guesser, step, app.code(clock.instant())).statusCode()).isEqualTo(303);
    assertThat(
            jdbc.sql("SELECT count(*) FROM code_failure WHERE account_id = :account")
                .param("account", account.value())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void strangerWithoutThePasswordClosesNothing() {
    AccountId account = officials.active("ceiling.stranger");
    setUp("ceiling.stranger");
    Browser stranger = browser();
    String flow = flow(stranger.get("/account"));
    // The browser of somebody who only left: the login is about the account, nothing is proved.
    jdbc.sql("UPDATE login_flow SET account_id = :account, bound = true WHERE id = :flow")
        .param("account", account.value())
        .param("flow", flow)
        .update();
    for (int i = 0; i < 40; i++) {
      HttpResponse<String> sent =
          stranger.post("/login/totp", Map.of("flow", flow, "code", "000000"));
      assertThat(Browser.location(sent)).startsWith("/login");
    }
    assertThat(audited(account)).doesNotContain("login.factor-closed", "login.codes-guessed");
  }

  private record Owner(TestApp app, String recoveryCode) {}

  private Owner setUp(String username) {
    Browser browser = browser();
    password(browser, username);
    TestApp app = TestApp.reading(browser.get("/account/factors/totp").body());
    browser.post("/account/factors/totp", Map.of("code", app.code(clock.instant())));
    clock.advance(STEP);
    Matcher code =
        RECOVERY.matcher(browser.post("/account/factors/recovery-code", Map.of()).body());
    assertThat(code.find()).isTrue();
    return new Owner(app, code.group(1));
  }

  /** So many wrong codes in a login of its own. */
  private HttpResponse<String> guess(Browser browser, String username, TestApp app, int times) {
    HttpResponse<String> step = password(browser, username);
    for (int guess = 0; guess < times; guess++) {
      String wrong = app.wrong(clock.instant());
      assertThat(code(browser, step, wrong).body()).contains("Mã không đúng");
    }
    return step;
  }

  private void close(AccountId account) {
    jdbc.sql("INSERT INTO code_failure VALUES (:account, 'totp', 30)")
        .param("account", account.value())
        .update();
  }

  private void told(String username, String subject) {
    await()
        .untilAsserted(() ->
            assertThat(TestMails.to(username + "@tinh.gov.vn"))
                .extracting(TestMails.Received::subject)
                .contains(subject));
  }

  private List<String> audited(AccountId account) {
    return jdbc.sql("SELECT type FROM audit.entry WHERE object = :account ORDER BY id")
        .param("account", account.toString())
        .query((row, number) -> row.getString("type"))
        .list();
  }

  private Browser browser() {
    return new Browser(house.issuer().toString());
  }

  private HttpResponse<String> password(Browser browser, String username) {
    return browser.logIn(
        Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
  }

  private static String flow(HttpResponse<String> step) {
    return Browser.location(step).replaceFirst(".*flow=", "");
  }

  private static HttpResponse<String> code(
      Browser browser, HttpResponse<String> step, String code) {
    return browser.post("/login/totp", Map.of("flow", flow(step), "code", code));
  }
}
