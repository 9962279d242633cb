package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
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
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

/** What administrators say of logins, and what officials then see of it. */
@AuthServerTest
@Import({TestClock.Setup.class, WithFakeTokens.class, TestFactor.Setup.class})
final class SignInPolicyTest {
  private static final String TWO_FACTOR = "urn:antin:acr:two-factor";

  private final String origin;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestFactor factor;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final TestTree tree;

  private UnitId province = new UnitId(new UUID(0, 0));
  private UnitId commune = province;
  private AccountId administrator = new AccountId(new UUID(0, 0));
  private AccountId local = administrator;

  SignInPolicyTest(
      House house,
      JdbcClient jdbc,
      TestClock clock,
      TestFactor factor,
      Credentials credentials,
      SecretHashes hashes) {
    this.origin = house.issuer().toString();
    this.jdbc = jdbc;
    this.clock = clock;
    this.factor = factor;
    this.credentials = credentials;
    this.hashes = hashes;
    this.tree = new TestTree(jdbc);
  }

  @BeforeEach
  void grow() {
    province = tree.unit(null, "Tỉnh");
    commune = tree.unit(province, "Xã Tân Sơn");
    administrator = tree.official(province, "An");
    local = tree.official(commune, "Cường");
    jdbc.sql("DELETE FROM role_grant").update();
    jdbc.sql("DELETE FROM sign_in_policy").update();
    jdbc.sql("UPDATE org_unit SET parent_id = :root WHERE parent_id IS NULL AND id <> :root")
        .param("root", province.value())
        .update();
    tree.role(administrator, Role.SECURITY_ADMINISTRATOR, province);
    tree.role(local, Role.SECURITY_ADMINISTRATOR, commune);
  }

  @Test
  void administratorSetsPoliciesOfOwnUnitsOnTheVersionLookedAt() {
    String path = "/api/policies/units/" + commune;
    assertThat(as(local).get(path).status()).isEqualTo(404);
    assertThat(as(local).send("PUT", path, Map.of("idleMinutes", 30)).status()).isEqualTo(428);
    Rest.Reply set = put(local, path, 0, Map.of("idleMinutes", 30, "factors", List.of("password")));
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.header("ETag")).isEqualTo("\"1\"");
    assertThat(as(local).get(path).json().path("idleMinutes").asInt()).isEqualTo(30);
    assertThat(put(local, path, 0, Map.of("idleMinutes", 15)).status()).isEqualTo(412);
    assertThat(put(administrator, path, 1, Map.of("sessions", 3)).status()).isEqualTo(200);
    assertThat(put(local, path, 1, Map.of()).status()).isEqualTo(412);
    assertThat(as(local).get("/api/policies").json().path("items").size()).isEqualTo(1);

    assertThat(put(local, "/api/policies/units/" + province, 0, Map.of()).status()).isEqualTo(404);
    assertThat(as(local).send("DELETE", path, null, "If-Match", "\"2\"").status()).isEqualTo(204);
    assertThat(as(local).get(path).status()).isEqualTo(404);
  }

  @Test
  void whatCannotHoldIsRefusedMemberByMember() {
    Rest.Reply refused =
        put(
            administrator,
            "/api/policies/units/" + province,
            0,
            Map.of("idleMinutes", 5, "factors", List.of("password"), "acr", TWO_FACTOR));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("idleMinutes", "factors");
  }

  @Test
  void nearestUnitWinsSettingBySetting() {
    policy(province, Map.of("idleMinutes", 480, "lifetimeMinutes", 720));
    policy(commune, Map.of("idleMinutes", 15));
    Browser beneath = enter(official(commune));
    Browser above = enter(official(province));
    clock.advance(Duration.ofMinutes(16));
    assertThat(beneath.get("/account").statusCode()).isEqualTo(303);
    assertThat(above.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void whoCannotReachTheLevelSetsUpAFactorFirstAndThenGoesOn() {
    policy(commune, Map.of("acr", TWO_FACTOR));
    Official official = official(commune);
    Browser browser = new Browser(origin);
    HttpResponse<String> stopped = logIn(browser, official, "/account?x=1");
    assertThat(Browser.location(stopped)).startsWith("/login/enrol?flow=");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    assertThat(browser.follow(stopped).body()).doesNotContain("name=\"later\"");

    HttpResponse<String> chosen =
        browser.post("/login/enrol", Map.of("flow", flow(stopped), "later", "true"));

    assertThat(Browser.location(chosen)).startsWith("/account/factors?flow=");
    assertThat(browser.cookies()).containsKey("__Host-antin-session");
    HttpResponse<String> elsewhere = browser.get("/account");
    assertThat(Browser.location(elsewhere)).startsWith("/login?flow=");
    assertThat(Browser.location(browser.follow(elsewhere))).startsWith("/login/enrol?flow=");

    factor.enrol(official.id());
    HttpResponse<String> step = browser.get("/login?flow=" + flow(stopped));
    assertThat(Browser.location(step)).startsWith("/login/test-code?flow=");
    assertThat(Browser.location(prove(browser, step, official))).isEqualTo("/account?x=1");
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void graceLetsInAndReminds() {
    policy(commune, Map.of("acr", TWO_FACTOR, "graceDays", 10));
    Official official = official(commune);
    Browser browser = new Browser(origin);
    HttpResponse<String> reminded = logIn(browser, official, "/account");
    assertThat(browser.follow(reminded).body()).contains("name=\"later\"");
    HttpResponse<String> later =
        browser.post("/login/enrol", Map.of("flow", flow(reminded), "later", "true"));
    assertThat(Browser.location(later)).isEqualTo("/account");
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofDays(11));
    Browser late = new Browser(origin);
    assertThat(late.follow(logIn(late, official, "/account")).body())
        .doesNotContain("name=\"later\"");
  }

  @Test
  void settingUpAFactorIsNoWayAroundWhatElseIsDue() {
    policy(commune, Map.of("acr", TWO_FACTOR, "graceDays", 10));
    Official official = official(commune);
    credentials.demandChange(official.id());
    Browser browser = new Browser(origin);
    HttpResponse<String> due = logIn(browser, official, "/account");
    assertThat(Browser.location(due)).startsWith("/login/new-password?flow=");
    HttpResponse<String> around = browser.post("/login/enrol", Map.of("flow", flow(due)));
    assertThat(Browser.location(around)).startsWith("/login/new-password?flow=");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");

    Official other = official(commune);
    Browser theirs = new Browser(origin);
    HttpResponse<String> reminded = logIn(theirs, other, "/account");
    HttpResponse<String> chosen = theirs.post("/login/enrol", Map.of("flow", flow(reminded)));
    assertThat(Browser.location(chosen)).isEqualTo("/account/factors");
    assertThat(theirs.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void trustGivesTheBrowserANewSecretForAllWhoUseIt() {
    policy(commune, Map.of("acr", TWO_FACTOR, "rememberDays", 30));
    Official colleague = official(province);
    Official official = official(commune);
    factor.enrol(official.id());
    Browser browser = enter(colleague);
    String read = browser.cookies().get("__Host-antin-device");
    browser.post("/logout", Map.of());
    HttpResponse<String> asked = prove(browser, logIn(browser, official, "/account"), official);
    browser.post("/login/remember", Map.of("flow", flow(asked), "remember", "true"));
    assertThat(browser.cookies().get("__Host-antin-device")).isNotEqualTo(read);
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) || ' ' || count(DISTINCT cookie_hash) FROM known_device
                    WHERE account_id IN (:one, :other)
                    """)
                .param("one", colleague.id().value())
                .param("other", official.id().value())
                .query(String.class)
                .single())
        .isEqualTo("2 1");
    Browser elsewhere = new Browser(origin);
    elsewhere.cookies().put("__Host-antin-device", read);
    assertThat(Browser.location(logIn(elsewhere, official, "/account")))
        .startsWith("/login/test-code");
    browser.post("/logout", Map.of());
    assertThat(Browser.location(logIn(browser, official, "/account"))).isEqualTo("/account");
  }

  @Test
  void passwordAloneIsNoWayAroundAFactorThatTheOfficialHas() {
    policy(commune, Map.of("acr", "urn:antin:acr:phishing-resistant"));
    Official official = official(commune);
    factor.enrol(official.id());
    Browser browser = new Browser(origin);
    HttpResponse<String> first = logIn(browser, official, "/account");
    assertThat(Browser.location(first)).startsWith("/login/test-code?flow=");
    HttpResponse<String> tried = browser.post("/login/enrol", Map.of("flow", flow(first)));
    assertThat(Browser.location(tried)).isEqualTo("/login/expired");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    assertThat(Browser.location(prove(browser, first, official))).startsWith("/login/enrol?flow=");
  }

  @Test
  void trustedBrowserStandsInForTheSecondFactorUntilItIsForgotten() {
    policy(commune, Map.of("acr", TWO_FACTOR, "rememberDays", 30));
    Official official = official(commune);
    factor.enrol(official.id());
    Browser browser = new Browser(origin);
    HttpResponse<String> first = logIn(browser, official, "/account");
    assertThat(
            browser
                .post("/login/remember", Map.of("flow", flow(first), "remember", "true"))
                .headers()
                .firstValue("Location"))
        .as("not before the second factor")
        .hasValue("/login/expired");
    HttpResponse<String> asked = prove(browser, first, official);
    assertThat(Browser.location(asked)).startsWith("/login/remember?flow=");
    assertThat(browser.follow(asked).body()).contains("30 ngày");
    HttpResponse<String> trusted =
        browser.post("/login/remember", Map.of("flow", flow(asked), "remember", "true"));
    assertThat(Browser.location(trusted)).isEqualTo("/account");

    browser.post("/logout", Map.of());
    assertThat(Browser.location(logIn(browser, official, "/account"))).isEqualTo("/account");
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(
            jdbc.sql(
                    """
                    SELECT assurance || ' ' || array_to_string(traits, ' ') FROM session
                    WHERE account_id = :id AND ended_at IS NULL
                    """)
                .param("id", official.id().value())
                .query(String.class)
                .single())
        .as("the token does not say what was not proved")
        .isEqualTo("urn:antin:acr:password remembered");

    Browser other = new Browser(origin);
    assertThat(Browser.location(logIn(other, official, "/account"))).startsWith("/login/test-code");
    browser.post("/logout", Map.of());
    credentials.setPassword(official.id(), credentials.passwordHash(official.id()).orElseThrow());
    assertThat(Browser.location(logIn(browser, official, "/account")))
        .startsWith("/login/test-code");
  }

  @Test
  void oldestSessionMakesRoomAndSaysWhy() {
    policy(commune, Map.of("sessions", 2));
    Official official = official(commune);
    Browser first = enter(official);
    clock.advance(Duration.ofSeconds(1));
    Browser second = enter(official);
    clock.advance(Duration.ofSeconds(1));
    Browser third = enter(official);
    assertThat(second.get("/account").statusCode()).isEqualTo(200);
    assertThat(third.get("/account").statusCode()).isEqualTo(200);
    HttpResponse<String> ended = first.get("/account");
    assertThat(ended.statusCode()).isEqualTo(303);
    assertThat(first.follow(ended).body()).contains("vừa đăng nhập ở nơi khác");
  }

  @Test
  void systemMayWantMoreThanTheUnits() {
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, kind, authentication, redirect_uris,
              grant_types, scopes, created_at, updated_at)
            VALUES ('policy-app', 'Ứng dụng', 'registered', 'none', '{https://x.example/cb}',
              '{authorization_code}', '{openid}', now(), now())
            ON CONFLICT DO NOTHING
            """)
        .update();
    String path = "/api/policies/clients/policy-app";
    assertThat(put(local, path, 0, Map.of("acr", TWO_FACTOR)).status()).isEqualTo(404);
    assertThat(put(administrator, path, 0, Map.of("idleMinutes", 20)).status()).isEqualTo(422);
    assertThat(put(administrator, path, 0, Map.of("acr", TWO_FACTOR)).status()).isEqualTo(200);
    Official official = official(commune);
    Browser browser = enter(official);
    String request =
        "/oauth2/authorize?client_id=policy-app&response_type=code&scope=openid&code_challenge="
            + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&redirect_uri="
            + "https://x.example/cb";
    HttpResponse<String> step = browser.follow(browser.get(request));
    assertThat(Browser.location(step)).startsWith("/login/enrol?flow=");
    factor.enrol(official.id());
    HttpResponse<String> asked = browser.follow(browser.get(request));
    assertThat(Browser.location(asked)).startsWith("/login/test-code?flow=");
  }

  @Test
  void factorThatASystemForbidsIsNotCountedFromTheSession() {
    String path = "/api/policies/clients/strict-app";
    client("strict-app");
    String request =
        "/oauth2/authorize?client_id=strict-app&response_type=code&scope=openid&code_challenge="
            + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&redirect_uri="
            + "https://x.example/cb";
    Official official = official(commune);
    factor.enrol(official.id());
    Browser browser = new Browser(origin);
    prove(browser, logIn(browser, official, "/account"), official);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    Map<String, Object> noCodes =
        Map.of("acr", TWO_FACTOR, "factors", List.of("password", "passkey"));
    assertThat(put(administrator, path, 0, noCodes).status()).isEqualTo(200);
    HttpResponse<String> asked = browser.get(request);
    assertThat(Browser.location(asked)).startsWith("/login?flow=");
    assertThat(Browser.location(browser.follow(asked))).startsWith("/login/enrol?flow=");

    assertThat(put(administrator, path, 1, Map.of("factors", List.of("passkey"))).status())
        .isEqualTo(200);
    HttpResponse<String> begun = browser.get(request);
    assertThat(Browser.location(begun)).startsWith("/login?flow=");
    assertThat(browser.follow(begun).statusCode()).as("nothing counts").isEqualTo(200);
  }

  private void client(String id) {
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, kind, authentication, redirect_uris,
              grant_types, scopes, created_at, updated_at)
            VALUES (:id, 'Ứng dụng', 'registered', 'none', '{https://x.example/cb}',
              '{authorization_code}', '{openid}', now(), now())
            ON CONFLICT DO NOTHING
            """)
        .param("id", id)
        .update();
  }

  @Test
  void begunLoginForgetsThePasswordThatWasChangedMeanwhile() {
    Official official = official(commune);
    factor.enrol(official.id());
    Browser thief = new Browser(origin);
    HttpResponse<String> step = logIn(thief, official, "/account");
    assertThat(Browser.location(step)).startsWith("/login/test-code");
    credentials.setPassword(official.id(), credentials.passwordHash(official.id()).orElseThrow());
    assertThat(Browser.location(prove(thief, step, official))).startsWith("/login?flow=");
    assertThat(thief.cookies()).doesNotContainKey("__Host-antin-session");
  }

  @Test
  void proofsOfABegunLoginDoNotKeepForLong() {
    Official official = official(commune);
    factor.enrol(official.id());
    Browser browser = new Browser(origin);
    HttpResponse<String> step = logIn(browser, official, "/account");
    clock.advance(Duration.ofMinutes(11));
    HttpResponse<String> late = prove(browser, step, official);
    assertThat(Browser.location(late)).startsWith("/login?flow=");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    HttpResponse<String> again =
        browser.logIn(Browser.location(late), official.username(), TestAccounts.PASSWORD);
    assertThat(Browser.location(again)).isEqualTo("/account");
  }

  private record Official(AccountId id, String username) {}

  private Official official(UnitId unit) {
    AccountId id = tree.official(unit, "Bưởi");
    try {
      credentials.setPassword(id, hashes.hash(new Password(TestAccounts.PASSWORD)));
    } catch (TooManyHashes e) {
      throw new IllegalStateException(e);
    }
    return new Official(
        id,
        jdbc.sql("SELECT username FROM account WHERE id = :id")
            .param("id", id.value())
            .query(String.class)
            .single());
  }

  private Browser enter(Official official) {
    Browser browser = new Browser(origin);
    assertThat(Browser.location(logIn(browser, official, "/account"))).isEqualTo("/account");
    return browser;
  }

  private static HttpResponse<String> logIn(Browser browser, Official official, String to) {
    return browser.logIn(
        Browser.location(browser.get(to)), official.username(), TestAccounts.PASSWORD);
  }

  private static HttpResponse<String> prove(
      Browser browser, HttpResponse<String> step, Official official) {
    return browser.post(
        "/login/test-code", Map.of("flow", flow(step), "account", official.id().toString()));
  }

  private static String flow(HttpResponse<String> response) {
    String location = Browser.location(response);
    return location.substring(location.indexOf("flow=") + 5);
  }

  private void policy(UnitId unit, Map<String, Object> settings) {
    assertThat(put(administrator, "/api/policies/units/" + unit, 0, settings).status())
        .isEqualTo(200);
  }

  private Rest.Reply put(AccountId caller, String path, long version, Map<String, Object> body) {
    return as(caller).send("PUT", path, body, "If-Match", "\"" + version + "\"");
  }

  private Rest as(AccountId caller) {
    return new Rest(origin, caller + "_admin");
  }
}
