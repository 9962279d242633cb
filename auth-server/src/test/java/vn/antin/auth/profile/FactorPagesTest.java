package vn.antin.auth.profile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Axe;
import vn.antin.auth.Chromium;
import vn.antin.auth.Screenshots;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.totp.TestApp;
import vn.antin.auth.web.House;

/** An official protects the account with an app and recovery codes, in a real browser. */
@AuthServerTest
@ExtendWith(Chromium.Extension.class)
final class FactorPagesTest {
  private static final String NAME = "factor.pages";

  private final String home;
  private final InstantSource clock;
  private final TestAccounts officials;

  @Autowired
  FactorPagesTest(
      House house,
      InstantSource clock,
      JdbcClient jdbc,
      Credentials credentials,
      SecretHashes hashes) {
    home = house.issuer().toString();
    this.clock = clock;
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void appAndRecoveryCodesAreSetUpAndUsed(Chromium chromium) {
    officials.active(NAME);
    Page page = chromium.logIn(home + "/account", NAME, TestAccounts.PASSWORD);
    page.navigate(home + "/account/factors");
    assertThat(page.locator(".notice.warn")).containsText("bằng mật khẩu");
    Axe.check(page);
    Screenshots.take(page, "account-factors");
    chromium.expectWeight(home + "/account/factors", 30);

    page.navigate(home + "/account/factors/totp");
    assertThat(page.locator("img.qr")).isVisible();
    Axe.check(page);
    Screenshots.take(page, "account-totp");
    chromium.expectWeight(home + "/account/factors/totp", 30);
    TestApp app = TestApp.reading(page.content());
    page.locator("input[name=code]").fill(app.code(clock.instant()));
    page.locator("main form[action='/account/factors/totp'] button").click();
    assertThat(page).hasURL(Pattern.compile("/account/factors$"));
    assertThat(page.locator(".notice.warn")).containsText("mã khôi phục");

    page.navigate(home + "/account/factors/recovery-code");
    Axe.check(page);
    page.locator("main form[action='/account/factors/recovery-code'] button").click();
    assertThat(page.locator(".codes li")).hasCount(10);
    assertThat(page.locator("[data-print]")).isVisible();
    Axe.check(page);
    Screenshots.asShown(page, "account-recovery-codes-new");
    String code = page.locator(".codes li").first().innerText();
    page.navigate(home + "/account/factors/recovery-code");
    Axe.check(page);
    Screenshots.take(page, "account-recovery-codes");

    page.locator("form[action='/logout'] button").click();
    assertThat(page).hasURL(Pattern.compile("/logged-out"));
    Page second = chromium.logIn(home + "/login", NAME, TestAccounts.PASSWORD);
    assertThat(second).hasURL(Pattern.compile("/login/totp\\?flow="));
    Axe.check(second);
    Screenshots.take(second, "login-totp");
    second.locator("a", new Page.LocatorOptions().setHasText("Dùng cách khác")).click();
    assertThat(second.locator("a[href^='/login/recovery-code']")).isVisible();
    Axe.check(second);
    Screenshots.take(second, "login-choice");
    second.locator("a[href^='/login/recovery-code']").click();
    Axe.check(second);
    Screenshots.take(second, "login-recovery-code");
    second.locator("input[name=code]").fill(code);
    second.locator("form[action='/login/recovery-code'] button").click();
    assertThat(second).hasURL(Pattern.compile("/account$"));

    second.navigate(home + "/account/activity");
    assertThat(second.locator("table")).containsText("Dùng một mã khôi phục");
  }
}
