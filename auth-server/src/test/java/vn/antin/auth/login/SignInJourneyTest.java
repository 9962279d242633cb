package vn.antin.auth.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Axe;
import vn.antin.auth.Chromium;
import vn.antin.auth.Screenshots;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.web.House;

/** Step-up, shared computers and new passwords as officials see them, in Chromium. */
@OAuth2Test
@ExtendWith(Chromium.Extension.class)
@Import(TestFactor.Setup.class)
final class SignInJourneyTest {
  private final String home;
  private final TestClock clock;
  private final TestFactor factor;
  private final TestAccounts accounts;
  private final Credentials credentials;

  @Autowired
  SignInJourneyTest(
      House house,
      JdbcClient jdbc,
      TestClock clock,
      TestFactor factor,
      Credentials credentials,
      SecretHashes hashes) {
    home = house.issuer().toString();
    accounts = new TestAccounts(jdbc, credentials, hashes);
    this.clock = clock;
    this.factor = factor;
    this.credentials = credentials;
  }

  @Test
  void systemThatWantsMoreGetsItAndTheOfficialArrives(Chromium chromium) {
    AccountId account = accounts.active("journey.step");
    Page page = chromium.logIn(home + "/account", "journey.step", TestAccounts.PASSWORD);
    assertThat(page).hasURL(home + "/account");
    factor.enrol(account);
    page.navigate(home + "/oauth2/authorize?" + query("urn:antin:acr:two-factor"));
    assertThat(page.locator("h1")).hasText("Mã thử");
    String flow = page.url().substring(page.url().indexOf("flow="));
    page.navigate(home + "/login?" + flow);
    assertThat(page.locator("h1")).hasText("Xác nhận thêm một bước");
    Axe.check(page);
    Screenshots.take(page, "login-choice");
    page.locator("a[href*=test-code]").click();
    // Nobody listens there; that the browser sets out with a code is enough.
    page.waitForRequest(
        Pattern.compile("http://localhost:9999/cb\\?.*code=.*"),
        () -> page.locator("button").click());
  }

  @Test
  void sharedComputerLocksAndAColleagueTakesOver(Chromium chromium) {
    accounts.active("journey.an");
    accounts.active("journey.binh");
    Page page = chromium.page();
    page.navigate(home + "/account");
    fill(page, "journey.an");
    page.locator("input[name=counter]").check();
    page.locator("button[type=submit]").first().click();
    assertThat(page).hasURL(home + "/account");
    page.navigate(home + "/counter");
    Axe.check(page);
    Screenshots.take(page, "counter");

    clock.advance(Duration.ofMinutes(3));
    page.navigate(home + "/account");
    assertThat(page.locator("main")).containsText("đang khóa");
    assertThat(page.locator("input[name=username]")).hasValue("journey.an");
    assertThat(page.locator("input[name=counter]")).isChecked();
    Axe.check(page);
    Screenshots.asShown(page, "login-locked");
    page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
    page.locator("input[name=password]").press("Enter");
    assertThat(page).hasURL(home + "/account");

    page.navigate(home + "/counter");
    page.locator("button.primary").click();
    fill(page, "journey.binh");
    page.locator("input[name=password]").press("Enter");
    page.waitForURL(home + "/account");
    assertThat(page.locator("main")).containsText("journey.binh");
  }

  @Test
  void passwordThatIsDueIsChangedOnTheWayIn(Chromium chromium) {
    AccountId account = accounts.active("journey.due");
    credentials.demandChange(account);
    Page page = chromium.logIn(home + "/account", "journey.due", TestAccounts.PASSWORD);
    assertThat(page.locator("h1")).hasText("Đổi mật khẩu");
    Axe.check(page);
    Screenshots.take(page, "new-password");
    chromium.expectWeight(home + "/login", 30);
    String chosen = "thuyền về bến cũ lúc hoàng hôn";
    page.locator("input[name=password]").fill(chosen);
    page.locator("input[name=repeated]").fill(chosen);
    page.locator("input[name=repeated]").press("Enter");
    page.waitForURL(home + "/account");
    Assertions.assertThat(credentials.passwordState(account).orElseThrow().changeDue()).isFalse();
  }

  private static void fill(Page page, String username) {
    page.locator("input[name=username]").fill(username);
    page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
  }

  private static String query(String level) {
    Map<String, String> parameters = demoRequest();
    parameters.put("acr_values", level);
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
