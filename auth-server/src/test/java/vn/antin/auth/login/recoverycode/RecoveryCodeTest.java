package vn.antin.auth.login.recoverycode;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
import vn.antin.auth.login.totp.TestApp;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(TestClock.Setup.class)
final class RecoveryCodeTest {
  private static final String PAGE = "/account/factors/recovery-code";
  private static final Pattern CODE =
      Pattern.compile("<li>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})</li>");

  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final RecoveryCodes recovery;
  private final TestAccounts officials;

  RecoveryCodeTest(
      House house,
      JdbcClient jdbc,
      TestClock clock,
      RecoveryCodes recovery,
      Credentials credentials,
      SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    this.recovery = recovery;
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void tenCodesAreShownOnceAndNoneOfThemIsStored() {
    officials.active("recovery.shown");
    Browser browser = loggedIn("recovery.shown");
    HttpResponse<String> made = browser.post(PAGE, Map.of());
    List<String> codes = codes(made.body());

    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(made.body()).contains("download=", "chỉ hiện một lần");
    assertThat(browser.get(PAGE).body()).contains("Còn 10 mã").doesNotContain(codes.getFirst());
    assertThat(
            jdbc.sql("SELECT encode(hash, 'escape') || encode(hash, 'hex') FROM recovery_code")
                .query((row, number) -> row.getString(1))
                .list())
        .noneMatch(hash -> hash.contains(codes.getFirst().replace("-", "")));
  }

  @Test
  void codeStandsInForALostPhoneOnce() {
    officials.active("recovery.lost");
    List<String> codes = codes(loggedIn("recovery.lost").post(PAGE, Map.of()).body());

    Browser lost = new Browser(house.issuer().toString());
    HttpResponse<String> step = password(lost, "recovery.lost");
    String choice = lost.get("/login?flow=" + flow(step)).body();
    assertThat(choice).contains("/login/recovery-code?flow=");
    assertThat(code(lost, step, "0000-0000-0000").body()).contains("Mã không đúng");
    String typed = codes.getFirst().toUpperCase(Locale.ROOT).replace('-', ' ').replace('0', 'O');
    assertThat(Browser.location(code(lost, step, typed))).isEqualTo("/account");

    Browser again = new Browser(house.issuer().toString());
    assertThat(code(again, password(again, "recovery.lost"), codes.getFirst()).body())
        .contains("Mã không đúng hoặc đã được dùng");
    assertThat(lost.get("/account/factors").body()).contains("Còn 9/10 mã");
    assertThat(lost.get("/account/activity").body()).contains("Dùng một mã khôi phục");
  }

  @Test
  void newListVoidsTheOldOneAndTheLastCodesWarn() {
    AccountId account = officials.active("recovery.renewed");
    Browser browser = loggedIn("recovery.renewed");
    List<String> old = codes(browser.post(PAGE, Map.of()).body());
    List<String> present = codes(browser.post(PAGE, Map.of()).body());

    assertThat(recovery.spend(account, RecoveryCode.typed(old.getFirst()))).isFalse();
    for (String code : present.subList(0, 7)) {
      assertThat(recovery.spend(account, RecoveryCode.typed(code))).isTrue();
    }
    assertThat(browser.get(PAGE).body()).contains("Còn 3 mã", "Sắp hết mã");
  }

  @Test
  void codesOfOneAccountAreNothingToAnother() {
    officials.active("recovery.one");
    AccountId other = officials.active("recovery.other");
    List<String> codes = codes(loggedIn("recovery.one").post(PAGE, Map.of()).body());
    loggedIn("recovery.other").post(PAGE, Map.of());

    assertThat(recovery.spend(other, RecoveryCode.typed(codes.getFirst()))).isFalse();
    assertThat(new RecoveryCode("x")).hasToString("RecoveryCode");
  }

  /** Logged in, with an app just set up. */
  private Browser loggedIn(String username) {
    Browser browser = new Browser(house.issuer().toString());
    assertThat(Browser.location(password(browser, username))).isEqualTo("/account");
    assertThat(codes(browser.post(PAGE, Map.of()).body())).as("before a second factor").isEmpty();
    TestApp app = TestApp.reading(browser.get("/account/factors/totp").body());
    browser.post("/account/factors/totp", Map.of("code", app.code(clock.instant())));
    return browser;
  }

  private static HttpResponse<String> password(Browser browser, String username) {
    return browser.logIn(
        Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
  }

  private static String flow(HttpResponse<String> step) {
    return Browser.location(step).replaceFirst(".*flow=", "");
  }

  private static HttpResponse<String> code(
      Browser browser, HttpResponse<String> step, String code) {
    return browser.post("/login/recovery-code", Map.of("flow", flow(step), "code", code));
  }

  private static List<String> codes(String page) {
    return CODE.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
