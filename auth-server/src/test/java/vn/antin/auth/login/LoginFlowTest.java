package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(TestClock.Setup.class)
@TestPropertySource(
    properties = {"antin.login.flows-per-address=20", "antin.login.attempts-per-flow=3"})
final class LoginFlowTest {
  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestAccounts accounts;
  private Browser browser;

  LoginFlowTest(
      House house, JdbcClient jdbc, TestClock clock, Credentials credentials, SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    browser = new Browser(house.issuer().toString());
  }

  @BeforeEach
  void newBrowser() {
    browser = new Browser(house.issuer().toString());
  }

  @Test
  void flowOfAnotherBrowserIsRefused() {
    accounts.active("flow.other");
    String login = Browser.location(browser.get("/account"));
    Browser thief = new Browser(house.issuer().toString());
    thief.get("/login");
    assertThat(thief.get(login).statusCode()).isEqualTo(410);
    String flow = login.substring(login.indexOf('=') + 1);
    assertThat(
            thief
                .post(
                    "/login",
                    Map.of(
                        "flow", flow, "username", "flow.other", "password", TestAccounts.PASSWORD))
                .statusCode())
        .isEqualTo(410);
    assertThat(thief.cookies()).doesNotContainKey("__Host-antin-session");
  }

  @Test
  void whatWasTypedIntoAFormIsNotKeptInAnAddress() {
    HttpResponse<String> parked =
        browser.post("/account/pin?lang=vi", Map.of("pin", "202611", "repeated", "202611"));
    String login = Browser.location(parked);
    assertThat(
            jdbc.sql("SELECT continue_to FROM login_flow WHERE id = :id")
                .param("id", login.substring(login.indexOf('=') + 1))
                .query(String.class)
                .single())
        .isEqualTo("/account/pin?lang=vi");
  }

  @Test
  void eachTabHasItsOwnFlow() {
    accounts.active("flow.tabs");
    String first = Browser.location(browser.get("/account?tab=1"));
    String second = Browser.location(browser.get("/account?tab=2"));
    assertThat(Browser.location(browser.logIn(first, "flow.tabs", TestAccounts.PASSWORD)))
        .isEqualTo("/account?tab=1");
    assertThat(Browser.location(browser.get(second))).isEqualTo("/account?tab=2");
  }

  @Test
  void flowOpensOneSession() {
    accounts.active("flow.once");
    String login = Browser.location(browser.get("/account"));
    browser.logIn(login, "flow.once", TestAccounts.PASSWORD);
    String flow = login.substring(login.indexOf('=') + 1);
    Map<String, String> form =
        Map.of("flow", flow, "username", "flow.once", "password", TestAccounts.PASSWORD);
    assertThat(browser.post("/login", form).statusCode()).isEqualTo(303);
    browser.cookies().remove("__Host-antin-session");
    assertThat(browser.post("/login", form).statusCode()).isEqualTo(410);
    assertThat(sessions("flow.once")).isEqualTo(1);
  }

  @Test
  void flowRunsOutAfterThirtyMinutes() {
    String login = Browser.location(browser.get("/account"));
    clock.advance(Duration.ofMinutes(31));
    HttpResponse<String> late = browser.get(login);
    assertThat(late.statusCode()).isEqualTo(410);
    assertThat(late.body()).contains("Lần đăng nhập này không còn hiệu lực");
  }

  @Test
  void addressHoldsOnlySoManyFlows() {
    for (int i = 0; i < 30; i++) {
      new Browser(house.issuer().toString()).get("/account");
    }
    assertThat(
            jdbc.sql("SELECT count(*) FROM login_flow WHERE consumed_at IS NULL")
                .query(Integer.class)
                .single())
        .isEqualTo(20);
  }

  @Test
  void applicationsWishForALanguageStandsUntilTheOfficialChooses() {
    String login = Browser.location(browser.get("/account?ui_locales=fr%20en-GB"));
    assertThat(browser.get(login).body()).contains("<html lang=\"en\"", ">Log in</h1>");
    assertThat(browser.get(login + "&lang=vi").body()).contains("<html lang=\"vi\"");
    assertThat(browser.get(login).body()).contains("<html lang=\"vi\"");
  }

  @Test
  void flowTakesOnlySoManyPasswords() {
    accounts.active("flow.tries");
    String login = Browser.location(browser.get("/account"));
    for (int i = 0; i < 3; i++) {
      assertThat(browser.logIn(login, "flow.tries", "no").statusCode()).isEqualTo(200);
    }
    assertThat(browser.logIn(login, "flow.tries", TestAccounts.PASSWORD).statusCode())
        .isEqualTo(410);
  }

  @Test
  void languageChosenOnTheWayInIsSpoken() {
    assertThat(browser.follow(browser.get("/login?lang=en")).body()).contains("<html lang=\"en\"");
  }

  @Test
  void secondLoginInTheBrowserTakesThePlaceOfTheFirst() {
    accounts.active("flow.first");
    accounts.active("flow.second");
    browser.logIn(Browser.location(browser.get("/account")), "flow.first", TestAccounts.PASSWORD);
    String old = browser.cookies().get("__Host-antin-session");
    Browser tab = new Browser(house.issuer().toString());
    String login = Browser.location(tab.get("/account"));
    tab.cookies().put("__Host-antin-session", String.valueOf(old));
    String flow = login.substring(login.indexOf('=') + 1);
    tab.post(
        "/login",
        Map.of("flow", flow, "username", "flow.second", "password", TestAccounts.PASSWORD));
    assertThat(tab.cookies().get("__Host-antin-session")).isNotEqualTo(old);
    assertThat(sessions("flow.first")).isZero();
    assertThat(sessions("flow.second")).isEqualTo(1);
  }

  @Test
  void promptForAFreshLoginIsAskedOnceAndKeepsTheSession() {
    accounts.active("flow.fresh");
    browser.logIn(Browser.location(browser.get("/account")), "flow.fresh", TestAccounts.PASSWORD);
    Browser stranger = new Browser(house.issuer().toString());
    String login = Browser.location(stranger.get("/account?prompt=login&x=1"));
    stranger
        .cookies()
        .putAll(
            Map.of(
                "__Host-antin-session",
                String.valueOf(browser.cookies().get("__Host-antin-session"))));
    assertThat(stranger.get(login).statusCode()).isEqualTo(200);
    HttpResponse<String> entered = stranger.logIn(login, "flow.fresh", TestAccounts.PASSWORD);
    assertThat(Browser.location(entered)).isEqualTo("/account?x=1");
    assertThat(sessions("flow.fresh")).isEqualTo(1);
    assertThat(browser.get("/account").statusCode()).as("old cookie").isEqualTo(303);
    assertThat(stranger.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void parkedRequestNeverLeavesThisServer() {
    assertThat(browser.get(house.origin() + "//evil.example/account").statusCode()).isIn(400, 404);
    HttpResponse<String> large = browser.get("/account?state=" + "x".repeat(5000));
    assertThat(large.statusCode()).isEqualTo(414);
  }

  private int sessions(String username) {
    return jdbc.sql(
            """
            SELECT count(*) FROM session s JOIN account a ON a.id = s.account_id
            WHERE a.username = :username AND s.ended_at IS NULL
            """)
        .param("username", username)
        .query(Integer.class)
        .single();
  }
}
