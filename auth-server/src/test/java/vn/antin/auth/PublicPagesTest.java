package vn.antin.auth;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

/** The pages that everybody meets, in a real browser. */
@AuthServerTest
@ExtendWith(Chromium.Extension.class)
final class PublicPagesTest {
  private final String home;
  private final TestAccounts accounts;

  @Autowired
  PublicPagesTest(House house, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    home = house.issuer().toString();
    accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  @BeforeEach
  void official() {
    if (!accounts.exists("public.pages")) {
      accounts.active("public.pages");
    }
  }

  @Test
  void loginPageIsLightAndReadableByEverybody(Chromium chromium) {
    Page page = chromium.page();
    page.navigate(home + "/login");
    Axe.check(page);
    Screenshots.take(page, "login");
    chromium.expectWeight(home + "/login", 30);
  }

  @Test
  void accountPageIsLightAndReadableByEverybody(Chromium chromium) {
    Page page = chromium.logIn(home + "/account", "public.pages", TestAccounts.PASSWORD);
    assertThat(page.locator("h1")).isVisible();
    Axe.check(page);
    chromium.expectWeight(home + "/account", 30);
  }

  @Test
  void refusedLoginSaysSoToEverybody(Chromium chromium) {
    Page page = chromium.logIn(home + "/account", "public.pages", "không phải mật khẩu");
    assertThat(page.locator("#problem")).isVisible();
    Axe.check(page);
    Screenshots.asShown(page, "login-refused");
  }

  @Test
  void pagesOfEndingsAndErrorsAreReadableByEverybody(Chromium chromium) {
    Page page = chromium.page();
    for (String path : new String[] {"/logged-out", "/login?flow=none", "/nowhere", "/activated"}) {
      page.navigate(home + path);
      assertThat(page.locator("h1")).isVisible();
      Axe.check(page);
      Screenshots.take(page, path.replaceAll("[^a-z]+", " ").strip().replace(' ', '-'));
    }
  }
}
