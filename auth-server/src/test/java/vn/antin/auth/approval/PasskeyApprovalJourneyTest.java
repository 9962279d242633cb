package vn.antin.auth.approval;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Axe;
import vn.antin.auth.Chromium;
import vn.antin.auth.Screenshots;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.passkey.VirtualAuthenticator;
import vn.antin.auth.web.House;

/** An official approves with the finger, in Chromium with an authenticator built in. */
@AuthServerTest
@ExtendWith(Chromium.Extension.class)
@TestPropertySource(properties = "antin.sample.officials=20")
final class PasskeyApprovalJourneyTest {
  private final String home;
  private final House house;
  private final JdbcClient jdbc;
  private final TestAccounts officials;
  private final SigningServiceFake signingService;

  @Autowired
  PasskeyApprovalJourneyTest(
      House house, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    home = house.issuer().toString();
    this.house = house;
    this.jdbc = jdbc;
    officials = new TestAccounts(jdbc, credentials, hashes);
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  @Test
  void oneTouchApprovesAndAWrongFingerLeavesEverythingAsItWas(Chromium chromium) {
    officials.active("approval.journey");
    Page page = chromium.page();
    VirtualAuthenticator authenticator = VirtualAuthenticator.in(chromium, page);
    register(page);
    TestApproval asked = new TestApproval(house, jdbc);
    signingService.holds(asked.request, asked.description("approval.journey", TestApproval.HASH));

    page.navigate(home + asked.authorize(TestApproval.HASH));
    assertThat(page.locator("form[data-passkey] button")).isVisible();
    Axe.check(page);
    Screenshots.take(page, "approval-passkey");
    authenticator.verifies(false);
    page.locator("form[data-passkey] button").click();
    assertThat(page.locator("[data-problem]")).isVisible();
    Axe.check(page);
    Assertions.assertThat(asked.grants()).isZero();

    authenticator.verifies(true);
    // Nobody is at home at the application; where the browser is sent is enough.
    var back =
        page.waitForRequest(
            Pattern.compile("^" + Pattern.quote(TestApproval.CALLBACK) + "\\?.*code="),
            () -> page.locator("form[data-passkey] button").click());

    Assertions.assertThat(back.url()).contains("state=s");
    Assertions.assertThat(asked.grants()).isEqualTo(1);
  }

  private void register(Page page) {
    page.navigate(home + "/login");
    page.locator("input[name=username]").fill("approval.journey");
    page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
    page.locator("input[name=password]").press("Enter");
    assertThat(page).hasURL(Pattern.compile("/account$"));
    page.navigate(home + "/account/factors/passkey");
    page.locator("form[data-passkey] button").click();
    assertThat(page.locator("form[action$='/remove']")).hasCount(1);
  }
}
