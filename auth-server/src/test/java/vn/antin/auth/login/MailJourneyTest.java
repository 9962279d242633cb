package vn.antin.auth.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static vn.antin.auth.Patience.await;

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
import vn.antin.auth.TestMails;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.totp.TestApp;
import vn.antin.auth.web.House;

/** What mails are for, as officials do it in Chromium: login codes and a forgotten password. */
@AuthServerTest
@ExtendWith(Chromium.Extension.class)
final class MailJourneyTest {
  private static final String CODE = "\\d{4} \\d{4}";
  private static final String PHRASE = "có công mài sắt có ngày nên kim";

  private final String home;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final TestAccounts accounts;

  @Autowired
  MailJourneyTest(
      House house,
      JdbcClient jdbc,
      InstantSource clock,
      Credentials credentials,
      SecretHashes hashes) {
    home = house.issuer().toString();
    accounts = new TestAccounts(jdbc, credentials, hashes);
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Test
  void addressIsProvenAndItsCodesLogIn(Chromium chromium) {
    accounts.active("mail.journey");
    Page page = chromium.logIn(home + "/account", "mail.journey", TestAccounts.PASSWORD);
    page.navigate(home + "/account/factors/email-code");
    Axe.check(page);
    Screenshots.take(page, "account-address");
    page.locator("input[name=address]").press("Enter");
    assertThat(page).hasURL(Pattern.compile("/email-code/confirm$"));
    Axe.check(page);
    Screenshots.take(page, "account-address-code");
    page.locator("input[name=code]").fill("0000 0000");
    page.locator("input[name=code]").press("Enter");
    assertThat(page.locator("[role=alert] .notice")).isVisible();
    Axe.check(page);
    page.locator("input[name=code]").fill(code("mail.journey", 1));
    page.locator("input[name=code]").press("Enter");
    assertThat(page).hasURL(Pattern.compile("/account/factors$"));

    page.locator("form[action='/logout'] button").click();
    assertThat(page).hasURL(Pattern.compile("/logged-out"));
    Page second = wanting(chromium);
    second.locator("input[name=username]").fill("mail.journey");
    second.locator("input[name=password]").fill(TestAccounts.PASSWORD);
    second.locator("input[name=password]").press("Enter");
    assertThat(second).hasURL(Pattern.compile("/login/email-code\\?flow="));
    Axe.check(second);
    Screenshots.take(second, "login-email-code");
    second.locator("input[name=code]").fill("0000 0000");
    second.locator("input[name=code]").press("Enter");
    assertThat(second.locator("#problem")).isVisible();
    Axe.check(second);
    Screenshots.asShown(second, "login-email-code-refused");
    second.locator("input[name=code]").fill(code("mail.journey", 2));
    second.locator("input[name=code]").press("Enter");
    assertThat(second).hasURL(home + "/account");
  }

  @Test
  void forgottenPasswordIsReplacedByMailAndSecondFactor(Chromium chromium) {
    accounts.active("mail.forgotten");
    Page page = chromium.logIn(home + "/account", "mail.forgotten", TestAccounts.PASSWORD);
    page.navigate(home + "/account/factors/totp");
    TestApp app = TestApp.reading(page.content());
    page.locator("input[name=code]").fill(app.code(clock.instant()));
    page.locator("main form[action='/account/factors/totp'] button").click();
    page.waitForURL(Pattern.compile("/account/factors$"));
    page.navigate(home + "/account/factors/recovery-code");
    page.locator("main form[action='/account/factors/recovery-code'] button").click();
    String printed = page.locator(".codes li").first().innerText();
    jdbc.sql(
            """
            INSERT INTO proven_address (account_id, address, proven_at)
            SELECT id, email, now() FROM account WHERE username = 'mail.forgotten'
            """)
        .update();
    page.locator("form[action='/logout'] button").click();
    assertThat(page).hasURL(Pattern.compile("/logged-out"));

    page.navigate(home + "/login");
    page.locator("a[href^='/login/recovery']").click();
    Axe.check(page);
    Screenshots.take(page, "recovery-name");
    answer(page, "username", "mail.forgotten");
    assertThat(page.locator("input[name=code]")).isVisible();
    Axe.check(page);
    Screenshots.take(page, "recovery-mail");
    answer(page, "code", code("mail.forgotten", 1));
    assertThat(page.locator("form[action$='/second']")).isVisible();
    Axe.check(page);
    Screenshots.take(page, "recovery-second");
    answer(page, "code", "000000");
    assertThat(page.locator("#problem")).isVisible();
    Axe.check(page);
    Screenshots.asShown(page, "recovery-second-refused");
    answer(page, "code", printed);
    assertThat(page.locator("input[name=password]")).isVisible();
    Axe.check(page);
    Screenshots.take(page, "recovery-password");
    page.locator("input[name=password]").fill(PHRASE);
    answer(page, "repeated", PHRASE);
    assertThat(page).hasURL(Pattern.compile("/login\\?flow="));

    Page fresh = chromium.logIn(home + "/login", "mail.forgotten", PHRASE);
    assertThat(fresh).hasURL(Pattern.compile("/login/[a-z-]+\\?flow="));
  }

  @Test
  void mailsThatNobodySendsAreReadOnAPage(Chromium chromium) {
    accounts.active("mail.page");
    Page page = chromium.logIn(home + "/account", "mail.page", TestAccounts.PASSWORD);
    page.navigate(home + "/account/factors/email-code");
    page.locator("input[name=address]").press("Enter");
    code("mail.page", 1);
    page.navigate(home + "/mail");
    assertThat(page.locator("table")).containsText("mail.page@tinh.gov.vn");
    Axe.check(page);
    page.locator("tr", new Page.LocatorOptions().setHasText("mail.page@")).locator("a").click();
    assertThat(page.locator("main")).containsText(Pattern.compile(CODE));
    assertThat(page.locator("main li a")).hasText(home);
    Axe.check(page);
    Screenshots.take(page, "mail");
  }

  @Test
  void slipAndLinkThatAreOverSaySo(Chromium chromium) {
    Page page = chromium.page();
    page.navigate(home + "/activate");
    Axe.check(page);
    Screenshots.take(page, "activate-code");
    page.navigate(home + "/activate?token=gone");
    Axe.check(page);
    Screenshots.take(page, "activate-expired");
    page.navigate(home + "/activated");
    Axe.check(page);
    Screenshots.take(page, "activated");
  }

  /** A login on the way to something that two steps open. */
  private Page wanting(Chromium chromium) {
    Page page = chromium.page();
    page.navigate(home + "/login");
    jdbc.sql("UPDATE login_flow SET wanted = '{urn:antin:acr:two-factor}' WHERE id = :flow")
        .param("flow", page.url().substring(page.url().indexOf("flow=") + "flow=".length()))
        .update();
    return page;
  }

  private static void answer(Page page, String field, String text) {
    page.locator("main input[name=" + field + "]").fill(text);
    page.locator("main input[name=" + field + "]").press("Enter");
    page.waitForLoadState();
  }

  /** The code in the mail of this number that has one; others tell of what was changed. */
  private static String code(String username, int number) {
    Pattern code = Pattern.compile(CODE);
    return await()
        .until(
            () ->
                TestMails.to(username + "@tinh.gov.vn").stream()
                    .filter(mail -> code.matcher(mail.text()).find())
                    .toList(),
            found -> found.size() >= number)
        .get(number - 1)
        .find(CODE);
  }
}
