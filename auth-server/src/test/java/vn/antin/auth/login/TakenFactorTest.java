package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.login.totp.TestApp;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

/** Officials and the factors that a policy takes from them, or does not let them give up. */
@AuthServerTest
@Import({TestClock.Setup.class, WithFakeTokens.class})
final class TakenFactorTest {
  private static final String STRONG = "urn:antin:acr:phishing-resistant";
  private static final List<String> WITHOUT_APP =
      List.of("password", "passkey", "certificate", "email-code");

  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final String origin;
  private final TestTree tree;

  TakenFactorTest(
      JdbcClient jdbc, TestClock clock, Credentials credentials, SecretHashes hashes, House house) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.credentials = credentials;
    this.hashes = hashes;
    this.origin = house.issuer().toString();
    this.tree = new TestTree(jdbc);
  }

  private record Owner(AccountId id, String username, TestApp app) {}

  @Test
  void thiefOfThePasswordSetsNoFactorUpWhereTheAppCountsNoMore() {
    UnitId unit = tree.unit(null, "Tỉnh");
    Owner owner = owner(unit);
    policy(unit, Map.of("factors", WITHOUT_APP, "acr", STRONG));

    Browser thief = new Browser(origin);
    HttpResponse<String> step = password(thief, owner);
    assertThat(Browser.location(step)).startsWith("/login/totp?flow=");
    assertThat(Browser.location(thief.get("/login/enrol?flow=" + flow(step))))
        .isEqualTo("/login/expired");
    assertThat(Browser.location(thief.post("/login/enrol", Map.of("flow", flow(step)))))
        .isEqualTo("/login/expired");
    assertThat(thief.cookies()).doesNotContainKey("__Host-antin-session");

    Browser official = new Browser(origin);
    HttpResponse<String> asked = password(official, owner);
    assertThat(official.get("/login?flow=" + flow(asked)).body()).contains("/login/totp?flow=");
    HttpResponse<String> shown = code(official, asked, owner);
    assertThat(Browser.location(shown)).startsWith("/login/enrol?flow=");
    HttpResponse<String> chosen = official.post("/login/enrol", Map.of("flow", flow(asked)));
    assertThat(Browser.location(chosen)).startsWith("/account/factors?flow=");
    assertThat(official.get("/account/factors/passkey").statusCode()).isEqualTo(200);
    assertThat(assurance(owner)).as("it counts for nothing else").isEqualTo("pwd");
    assertThat(Browser.location(official.get("/account"))).startsWith("/login");
  }

  @Test
  void graceIsNoWayAroundIt() {
    UnitId unit = tree.unit(null, "Tỉnh");
    Owner owner = owner(unit);
    policy(unit, Map.of("factors", WITHOUT_APP, "acr", STRONG, "graceDays", 30));

    Browser thief = new Browser(origin);
    HttpResponse<String> step = password(thief, owner);
    assertThat(Browser.location(step)).startsWith("/login/totp?flow=");
    thief.post("/login/enrol", Map.of("flow", flow(step), "later", "true"));
    thief.post("/login/enrol", Map.of("flow", flow(step)));
    assertThat(Browser.location(thief.get("/account/factors/passkey"))).startsWith("/login");
    assertThat(thief.cookies()).doesNotContainKey("__Host-antin-session");

    Browser official = new Browser(origin);
    HttpResponse<String> shown = code(official, password(official, owner), owner);
    assertThat(Browser.location(shown)).startsWith("/login/enrol?flow=");
    HttpResponse<String> later =
        official.post("/login/enrol", Map.of("flow", flow(shown), "later", "true"));
    assertThat(Browser.location(later)).isEqualTo("/account");
    assertThat(assurance(owner)).isEqualTo("pwd");
  }

  @Test
  void wrongCodeOfATakenFactorLeadsNowhere() {
    UnitId unit = tree.unit(null, "Tỉnh");
    Owner owner = owner(unit);
    policy(unit, Map.of("factors", List.of("password", "email-code")));
    Browser thief = new Browser(origin);
    HttpResponse<String> step = password(thief, owner);
    assertThat(Browser.location(step)).startsWith("/login/totp?flow=");
    assertThat(thief.post("/login/totp", Map.of("flow", flow(step), "code", "000000")).statusCode())
        .isEqualTo(200);
    assertThat(thief.get("/account").statusCode()).isEqualTo(303);
    assertThat(Browser.location(code(thief, step, owner))).isEqualTo("/account");
  }

  @Test
  void lastFactorThatPolicyNeedsIsNotRemovedByItsOwner() {
    UnitId unit = tree.unit(null, "Tỉnh");
    Owner owner = owner(unit);
    policy(unit, Map.of("acr", "urn:antin:acr:two-factor", "factors", List.of("password", "totp")));
    Browser browser = new Browser(origin);
    assertThat(Browser.location(code(browser, password(browser, owner), owner)))
        .isEqualTo("/account");
    assertThat(browser.post("/account/factors/totp/remove", Map.of()).statusCode())
        .as("said on the page, nothing done")
        .isEqualTo(200);
    assertThat(
            jdbc.sql("SELECT count(*) FROM totp WHERE account_id = :account")
                .param("account", owner.id().value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    jdbc.sql("DELETE FROM sign_in_policy WHERE unit_id = :unit")
        .param("unit", unit.value())
        .update();
    assertThat(Browser.location(browser.post("/account/factors/totp/remove", Map.of())))
        .isEqualTo("/account/factors");
  }

  private Owner owner(UnitId unit) {
    AccountId id = tree.official(unit, "Bưởi");
    try {
      credentials.setPassword(id, hashes.hash(new Password(TestAccounts.PASSWORD)));
    } catch (TooManyHashes e) {
      throw new IllegalStateException(e);
    }
    String username =
        jdbc.sql("SELECT username FROM account WHERE id = :id")
            .param("id", id.value())
            .query(String.class)
            .single();
    Browser browser = new Browser(origin);
    browser.logIn(Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
    TestApp app = TestApp.reading(browser.get("/account/factors/totp").body());
    browser.post("/account/factors/totp", Map.of("code", app.code(clock.instant())));
    clock.advance(Duration.ofSeconds(30));
    return new Owner(id, username, app);
  }

  private void policy(UnitId unit, Map<String, Object> settings) {
    AccountId administrator = tree.official(unit, "An");
    tree.role(administrator, Role.SECURITY_ADMINISTRATOR, unit);
    Rest.Reply set =
        new Rest(origin, administrator + "_admin")
            .send("PUT", "/api/policies/units/" + unit, settings, "If-Match", "\"0\"");
    assertThat(set.status()).as(set.response().body()).isEqualTo(200);
  }

  private HttpResponse<String> password(Browser browser, Owner owner) {
    return browser.logIn(
        Browser.location(browser.get("/account")), owner.username(), TestAccounts.PASSWORD);
  }

  private HttpResponse<String> code(Browser browser, HttpResponse<String> step, Owner owner) {
    return browser.post(
        "/login/totp", Map.of("flow", flow(step), "code", owner.app().code(clock.instant())));
  }

  private static String flow(HttpResponse<String> step) {
    return Browser.location(step).replaceFirst(".*flow=", "");
  }

  private String assurance(Owner owner) {
    return jdbc.sql(
            """
            SELECT array_to_string(methods, ' ') FROM session
            WHERE account_id = :account ORDER BY created_at DESC LIMIT 1
            """)
        .param("account", owner.id().value())
        .query(String.class)
        .single();
  }
}
