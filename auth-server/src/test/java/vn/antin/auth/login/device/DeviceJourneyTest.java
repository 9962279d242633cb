package vn.antin.auth.login.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Axe;
import vn.antin.auth.Browser;
import vn.antin.auth.Chromium;
import vn.antin.auth.Screenshots;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

/** A browser that waits for a yes, and the page where it is said. */
@AuthServerTest
@ExtendWith(Chromium.Extension.class)
final class DeviceJourneyTest {
  private static final String DANGEROUS = "/account/factors/certificate/go";

  private final String origin;
  private final JdbcClient jdbc;
  private final TestAccounts accounts;

  @Autowired
  DeviceJourneyTest(House house, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    this.origin = house.issuer().toString();
    this.jdbc = jdbc;
    this.accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void browserGoesOnByItselfOnceTheOtherDeviceHasSaidYes(Chromium chromium) {
    accounts.active("journey.desk");
    Browser phone = phone("journey.desk");
    Page desk = ask(chromium, "journey.desk");
    Axe.check(desk);
    Screenshots.take(desk, "login-device-waiting");
    String number = desk.textContent("strong.number").strip();
    String question =
        phone.get("/inbox").body().replaceAll("(?s).*href=\"(/inbox/login/[^\"]*)\".*", "$1");
    phone.post(question, Map.of("action", "approve", "number", number));
    desk.waitForURL("**/account/factors/certificate");
  }

  @Test
  void inboxShowsTheLoginThatWaits(Chromium chromium) {
    accounts.active("journey.phone");
    Browser phone = phone("journey.phone");
    Browser desk = new Browser(origin).with("Sec-Fetch-Site", "same-origin");
    desk.logIn(Browser.location(desk.get("/account")), "journey.phone", TestAccounts.PASSWORD);
    String step =
        Browser.location(
            desk.logIn(
                Browser.location(desk.get(DANGEROUS)), "journey.phone", TestAccounts.PASSWORD));
    desk.post("/login/device", Map.of("flow", Browser.field(desk.get(step).body(), "flow")));

    chromium.takeCookies(phone, URI.create(origin));
    Page page = chromium.page();
    page.navigate(origin + "/inbox");
    Axe.check(page);
    Screenshots.take(page, "inbox-with-login");
    page.locator("a[href^='/inbox/login/']").click();
    Axe.check(page);
    Screenshots.take(page, "inbox-login");
    page.locator("button[value=deny]").click();
    page.waitForURL("**/inbox?said=login-denied*");
    assertThat(page.textContent("[role=status]")).contains("Đã từ chối");
  }

  private Page ask(Chromium chromium, String username) {
    chromium.logIn(origin + "/account", username, TestAccounts.PASSWORD).close();
    Page desk = chromium.page();
    desk.navigate(origin + DANGEROUS);
    desk.locator("input[name=password]").fill(TestAccounts.PASSWORD);
    desk.locator("input[name=password]").press("Enter");
    desk.waitForURL("**/login/device?**");
    Screenshots.take(desk, "login-device");
    desk.locator("main button[type=submit]").click();
    desk.waitForSelector("strong.number");
    return desk;
  }

  /** Logged in as if with two factors. */
  private Browser phone(String username) {
    Browser phone = new Browser(origin).with("Sec-Fetch-Site", "same-origin");
    phone.logIn(Browser.location(phone.get("/account")), username, TestAccounts.PASSWORD);
    jdbc.sql(
            """
            UPDATE session SET assurance = 'urn:antin:acr:two-factor'
            WHERE account_id = (SELECT id FROM account WHERE username = :username)
            """)
        .param("username", username)
        .update();
    return phone;
  }
}
