package vn.antin.auth.profile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
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

/** The account pages in a real browser. */
@AuthServerTest
@ExtendWith(Chromium.Extension.class)
final class ProfilePagesTest {
  private static final String[] PAGES = {"", "/sessions", "/applications", "/activity"};

  private final String home;
  private final TestAccounts officials;

  @Autowired
  ProfilePagesTest(House house, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    home = house.issuer() + "/account";
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void everyAccountPageIsLightAndReadableByEverybody(Chromium chromium) {
    officials.active("profile.pages");
    Page page = chromium.logIn(home, "profile.pages", TestAccounts.PASSWORD);
    for (String path : PAGES) {
      page.navigate(home + path);
      assertThat(page.locator("nav a[aria-current=page]")).hasCount(1);
      Axe.check(page);
      Screenshots.take(page, "account" + path.replace('/', '-'));
      chromium.expectWeight(home + path, 30);
    }
  }
}
