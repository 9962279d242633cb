package vn.antin.auth.login.passkey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
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
import vn.antin.auth.web.House;

/** What an official does with passkeys, in Chromium with an authenticator built in. */
@AuthServerTest
@ExtendWith(Chromium.Extension.class)
final class PasskeyJourneyTest {
  private static final Pattern ACCOUNT = Pattern.compile("/account$");

  private final String home;
  private final JdbcClient jdbc;
  private final TestAccounts officials;

  @Autowired
  PasskeyJourneyTest(House house, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    home = house.issuer().toString();
    this.jdbc = jdbc;
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void registeredPasskeyLogsInWithoutTypingANameUntilItIsRemoved(Chromium chromium) {
    officials.active("passkey.journey");
    Page page = chromium.page();
    VirtualAuthenticator authenticator = VirtualAuthenticator.in(chromium, page);
    register(page, "passkey.journey", "Máy tính phòng Nội vụ");
    assertThat(page.locator("h2").first()).containsText("Máy tính phòng Nội vụ");
    Axe.check(page);
    Screenshots.take(page, "account-passkeys");

    authenticator.touched(false);
    logOut(page);
    page.navigate(home + "/login");
    Axe.check(page);
    Screenshots.take(page, "login-with-passkey");
    chromium.expectWeight(home + "/login", 30);
    authenticator.touched(true);
    page.locator("form[data-passkey] button").click();
    assertThat(page).hasURL(ACCOUNT);
    Assertions.assertThat(methods("passkey.journey"))
        .containsExactly("hwk mfa user urn:antin:acr:phishing-resistant");

    page.navigate(home + "/account/factors/passkey");
    page.locator("form[action$='/rename'] input").fill("Máy cũ");
    page.locator("form[action$='/rename'] button").click();
    assertThat(page.locator("h2").first()).containsText("Máy cũ");
    page.locator("form[action$='/remove'] button").click();
    assertThat(page.locator("form[action$='/remove']")).hasCount(0);

    authenticator.touched(false);
    logOut(page);
    page.navigate(home + "/login");
    authenticator.touched(true);
    page.locator("form[data-passkey] button").click();
    assertThat(page.locator(".notice.bad")).isVisible();
    // The page offers passkeys again, and this authenticator would answer by itself.
    authenticator.touched(false);
    Axe.check(page);
    Screenshots.asShown(page, "login-passkey-refused");
  }

  @Test
  void passkeyIsOfferedByTheBrowserBeforeAnythingIsTyped(Chromium chromium) {
    officials.active("passkey.offered");
    Page page = chromium.page();
    VirtualAuthenticator.in(chromium, page);
    register(page, "passkey.offered", "");
    logOut(page);

    // Its touch takes the offer at once, as a click on it in the name field would.
    page.navigate(home + "/login");

    assertThat(page).hasURL(ACCOUNT);
  }

  @Test
  void passkeyIsAskedForAsSecondFactorAndAWrongFingerDoesNotDo(Chromium chromium) {
    officials.active("passkey.second");
    Page page = chromium.page();
    VirtualAuthenticator authenticator = VirtualAuthenticator.in(chromium, page);
    register(page, "passkey.second", "Điện thoại");
    authenticator.touched(false);
    logOut(page);

    enter(page, "passkey.second");
    assertThat(page).hasURL(Pattern.compile("/login/passkey\\?flow="));
    Axe.check(page);
    Screenshots.take(page, "login-passkey");
    authenticator.verifies(false);
    authenticator.touched(true);
    page.locator("form[data-passkey] button").click();
    assertThat(page.locator("[data-problem]")).isVisible();
    Axe.check(page);
    authenticator.verifies(true);
    page.locator("form[data-passkey] button").click();

    assertThat(page).hasURL(ACCOUNT);
    Assertions.assertThat(methods("passkey.second").getFirst())
        .contains("pwd", "hwk", "urn:antin:acr:phishing-resistant");
  }

  @Test
  void withoutJavaScriptThePageSaysWhatToDo(Chromium chromium) {
    officials.active("passkey.no-script");
    try (BrowserContext plain = chromium.withoutScripts()) {
      Page page = plain.newPage();
      enter(page, "passkey.no-script");
      assertThat(page).hasURL(ACCOUNT);
      page.navigate(home + "/account/factors/passkey");
      assertThat(page.locator("[data-without]")).isVisible();
      assertThat(page.locator("form[data-passkey] button")).isHidden();
    }
  }

  private void register(Page page, String username, String label) {
    enter(page, username);
    assertThat(page).hasURL(ACCOUNT);
    page.navigate(home + "/account/factors/passkey");
    page.locator("form[data-passkey] input[name=label]").fill(label);
    page.locator("form[data-passkey] button").click();
    assertThat(page.locator("form[action$='/remove']")).hasCount(1);
  }

  private void enter(Page page, String username) {
    page.navigate(home + "/login");
    page.locator("input[name=username]").fill(username);
    page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
    page.locator("input[name=password]").press("Enter");
    page.waitForLoadState();
  }

  private static void logOut(Page page) {
    page.locator("form[action='/logout'] button").click();
    assertThat(page).hasURL(Pattern.compile("/logged-out"));
  }

  private List<String> methods(String username) {
    return jdbc.sql(
            """
            SELECT array_to_string(s.methods, ' ') || ' ' || s.assurance
            FROM session s JOIN account a ON a.id = s.account_id
            WHERE a.username = :username AND s.ended_at IS NULL
            ORDER BY s.created_at DESC
            """)
        .param("username", username)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
