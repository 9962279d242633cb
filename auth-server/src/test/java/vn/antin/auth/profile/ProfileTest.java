package vn.antin.auth.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

@AuthServerTest
final class ProfileTest {
  private final House house;
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final AuditLog audit;
  private final TestAccounts officials;

  ProfileTest(
      House house,
      JdbcClient jdbc,
      Accounts accounts,
      AuditLog audit,
      Credentials credentials,
      SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.audit = audit;
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void profileShowsWhoTheOfficialIs() {
    officials.active("profile.who");
    jdbc.sql("UPDATE account SET official_code = 'CB-01' WHERE username = 'profile.who'").update();

    assertThat(loggedIn("profile.who").get("/account").body())
        .contains("Nguyễn Thị Bưởi", "profile.who", "CB-01", "href=\"/account/activity\"");
  }

  @Test
  void accountPagesAreForOfficialsOnly() {
    Browser stranger = new Browser(house.issuer().toString());
    for (String page : new String[] {"", "/sessions", "/applications", "/activity"}) {
      assertThat(Browser.location(stranger.get("/account" + page))).startsWith("/login?flow=");
    }
  }

  @Test
  void languageIsSavedOnTheAccountAndSpokenInANewBrowser() {
    AccountId id = officials.active("profile.language");
    Browser desk = loggedIn("profile.language");

    HttpResponse<String> saved = desk.post("/account/language", Map.of("lang", "en"));

    assertThat(desk.follow(saved).body()).contains("Log out", "lang=\"en\"");
    assertThat(accounts.find(id).orElseThrow().locale()).isEqualTo("en");
    assertThat(loggedIn("profile.language").get("/account").body()).contains("lang=\"en\"");
    assertThat(desk.post("/account/language", Map.of("lang", "tlh")).statusCode()).isEqualTo(303);
    assertThat(accounts.find(id).orElseThrow().locale()).isEqualTo("en");
  }

  @Test
  void activityTellsInWordsWhatHappenedToTheAccountAndNothingOfOthers() {
    officials.active("profile.activity");
    officials.active("profile.neighbour");
    loggedIn("profile.neighbour");
    Browser browser = new Browser(house.issuer().toString());
    browser.logIn(Browser.location(browser.get("/account")), "profile.activity", "sai");
    browser = loggedIn("profile.activity");

    String page = browser.get("/account/activity").body();

    assertThat(page).contains("Đăng nhập không thành công", "curl");
    assertThat(page.split("data-label=\"Thời điểm\"")).as("the two entries").hasSize(3);
    assertThat(page).doesNotContain("oauth2.", "audit");
  }

  @Test
  void activityGoesBackPageByPage() {
    AccountId id = officials.active("profile.long");
    IntStream.range(0, Activity.PAGE + 5)
        .forEach(i ->
            audit.append(
                new AuditEvent(
                    "login.failed",
                    null,
                    id.toString(),
                    Map.of("reason", "wrong"),
                    Map.of("address", "192.0.2." + i))));
    Browser browser = loggedIn("profile.long");

    String first = browser.get("/account/activity").body();
    assertThat(first).contains("192.0.2.34", "/account/activity?before=");
    assertThat(first).doesNotContain("192.0.2.5<");
    int at = first.indexOf("/account/activity?before=");
    String second = browser.get(first.substring(at, first.indexOf('"', at))).body();
    assertThat(second).contains("192.0.2.5<", "192.0.2.0<");
    assertThat(second).doesNotContain("Trước đó");
  }

  private Browser loggedIn(String username) {
    Browser browser = new Browser(house.issuer().toString()).with("User-Agent", "curl/8");
    HttpResponse<String> entered =
        browser.logIn(Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
    assertThat(entered.statusCode()).isEqualTo(303);
    return browser;
  }
}
