package vn.antin.auth.login.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(TestClock.Setup.class)
final class TotpLoginTest {
  private static final String PAGE = "/account/factors/totp";
  private static final Duration STEP = Duration.ofSeconds(Totp.STEP_SECONDS);

  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Apps apps;
  private final TestAccounts officials;

  TotpLoginTest(
      House house,
      JdbcClient jdbc,
      TestClock clock,
      Apps apps,
      Credentials credentials,
      SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    this.apps = apps;
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void appCountsOnceACodeOfItWasTypedAndIsAskedForFromThenOn() {
    officials.active("totp.setup");
    Browser browser = new Browser(house.issuer().toString());
    assertThat(Browser.location(password(browser, "totp.setup"))).isEqualTo("/account");
    TestApp app = TestApp.reading(browser.get(PAGE).body());
    String wrong = app.wrong(clock.instant());
    assertThat(browser.post(PAGE, Map.of("code", wrong)).body()).contains("Mã không đúng");
    Browser unasked = new Browser(house.issuer().toString());
    assertThat(Browser.location(password(unasked, "totp.setup"))).isEqualTo("/account");

    assertThat(
            Browser.location(browser.post(PAGE, Map.of("code", spaced(app.code(clock.instant()))))))
        .isEqualTo("/account/factors");

    Browser asked = new Browser(house.issuer().toString());
    HttpResponse<String> step = password(asked, "totp.setup");
    assertThat(Browser.location(step)).startsWith("/login/totp?flow=");
    assertThat(Browser.location(asked.get("/account"))).startsWith("/login");
    clock.advance(STEP);
    HttpResponse<String> entered = code(asked, step, app.code(clock.instant()));
    assertThat(Browser.location(entered)).isEqualTo("/account");
    assertThat(assurance("totp.setup")).isEqualTo("mfa otp pwd urn:antin:acr:two-factor");
  }

  @Test
  void eachCodeWorksOnceOnAllNodesTogether() throws Exception {
    AccountId account = officials.active("totp.once");
    Browser browser = new Browser(house.issuer().toString());
    password(browser, "totp.once");
    TestApp app = TestApp.reading(browser.get(PAGE).body());
    String confirming = app.code(clock.instant());
    browser.post(PAGE, Map.of("code", confirming));
    assertThat(apps.spend(account, confirming)).as("the code that confirmed the app").isFalse();
    clock.advance(STEP);
    String code = app.code(clock.instant());
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      Callable<Boolean> spending = () -> apps.spend(account, code);
      List<Future<Boolean>> spent =
          pool.invokeAll(Stream.generate(() -> spending).limit(8).toList());
      int taken = 0;
      for (Future<Boolean> one : spent) {
        taken += one.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    }
    assertThat(apps.spend(account, app.code(clock.instant().minus(STEP))))
        .as("an earlier code after a later one")
        .isFalse();
  }

  @Test
  void guessingIsSlowedDownAndTheRightCodeHasToWaitToo() {
    officials.active("totp.guess");
    Browser browser = new Browser(house.issuer().toString());
    password(browser, "totp.guess");
    TestApp app = TestApp.reading(browser.get(PAGE).body());
    browser.post(PAGE, Map.of("code", app.code(clock.instant())));
    clock.advance(STEP);
    Browser guesser = new Browser(house.issuer().toString());
    HttpResponse<String> step = password(guesser, "totp.guess");
    for (int guess = 0; guess < 10; guess++) {
      String wrong = app.wrong(clock.instant());
      assertThat(code(guesser, step, wrong).body()).contains("Mã không đúng");
    }
    assertThat(code(guesser, step, app.code(clock.instant())).body())
        .contains("Vừa có quá nhiều lần nhập sai");
    clock.advance(Duration.ofMinutes(16));
    assertThat(code(guesser, step, app.code(clock.instant())).statusCode()).isEqualTo(303);
  }

  @Test
  void seedLiesWrappedAndIsShownNoMoreOnceConfirmed() {
    officials.active("totp.wrapped");
    Browser browser = new Browser(house.issuer().toString());
    password(browser, "totp.wrapped");
    String page = browser.get(PAGE).body();
    TestApp app = TestApp.reading(page);
    Instant now = clock.instant();
    assertThat(TestApp.reading(browser.get(PAGE).body()).code(now))
        .as("looking again keeps the key")
        .isEqualTo(app.code(now));
    assertThat(page).contains("data:image/svg&#43;xml;base64,".replace("&#43;", "+"));
    byte[] stored =
        jdbc.sql(
                """
                SELECT o.seed FROM totp_offer o JOIN account a ON a.id = o.account_id
                WHERE a.username = 'totp.wrapped'
                """)
            .query((row, number) -> row.getBytes(1))
            .single();
    assertThat(stored).hasSizeGreaterThan(40);
    assertThat(page).doesNotContain(Base64.getEncoder().encodeToString(stored));

    browser.post(PAGE, Map.of("code", app.code(clock.instant())));
    assertThat(TestApp.reading(browser.get(PAGE).body()).code(clock.instant()))
        .isNotEqualTo(app.code(clock.instant()));
  }

  @Test
  void removedAppIsNotAskedForAnyMore() {
    officials.active("totp.removed");
    Browser browser = new Browser(house.issuer().toString());
    password(browser, "totp.removed");
    TestApp app = TestApp.reading(browser.get(PAGE).body());
    browser.post(PAGE, Map.of("code", app.code(clock.instant())));
    clock.advance(Duration.ofMinutes(11));
    // The proof is too old by now; the app itself is part of a new one.
    HttpResponse<String> first = browser.post(PAGE + "/remove", Map.of());
    assertThat(Browser.location(first)).startsWith("/login?flow=");
    HttpResponse<String> step =
        browser.logIn(Browser.location(first), "totp.removed", TestAccounts.PASSWORD);
    assertThat(Browser.location(code(browser, step, app.code(clock.instant())))).isEqualTo(PAGE);
    assertThat(Browser.location(browser.post(PAGE + "/remove", Map.of())))
        .isEqualTo("/account/factors");

    Browser again = new Browser(house.issuer().toString());
    assertThat(Browser.location(password(again, "totp.removed"))).isEqualTo("/account");
    assertThat(browser.get("/account/activity").body())
        .contains("Thiết lập ứng dụng xác thực", "Gỡ ứng dụng xác thực");
  }

  private HttpResponse<String> password(Browser browser, String username) {
    return browser.logIn(
        Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
  }

  private static HttpResponse<String> code(
      Browser browser, HttpResponse<String> step, String code) {
    String flow = Browser.location(step).replaceFirst(".*flow=", "");
    return browser.post("/login/totp", Map.of("flow", flow, "code", code));
  }

  private static String spaced(String code) {
    return code.substring(0, 3) + " " + code.substring(3);
  }

  private String assurance(String username) {
    return jdbc.sql(
            """
            SELECT array_to_string(s.methods, ' ') || ' ' || s.assurance
            FROM session s JOIN account a ON a.id = s.account_id
            WHERE a.username = :username ORDER BY s.created_at DESC LIMIT 1
            """)
        .param("username", username)
        .query(String.class)
        .single();
  }
}
