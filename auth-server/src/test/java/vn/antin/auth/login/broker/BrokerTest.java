package vn.antin.auth.login.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.FreePort;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.SecretHashes;

/** Login at another provider, which really is one. */
final class BrokerTest {
  @TempDir private static Path folder;
  private static final TestUpstream VNEID = TestUpstream.start();
  private static final TestUpstream MINISTRY = TestUpstream.start();
  private static @Nullable TestServer started;
  private static String origin = "";

  private final TestAccounts accounts =
      new TestAccounts(
          server().bean(JdbcClient.class),
          server().bean(Credentials.class),
          server().bean(SecretHashes.class));

  @BeforeAll
  static void start() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), TestUpstream.SECRET + "\n");
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    MINISTRY.takeClientKey(key.toPublicJWK());
    Path keyFile =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(
                    Base64.getMimeEncoder().encodeToString(key.toECPrivateKey().getEncoded())));
    int port = FreePort.find();
    origin = "http://localhost:" + port;
    String vneid = "antin.broker.upstreams.vneid.";
    String ministry = "antin.broker.upstreams.ministry.";
    started =
        TestServer.start(
            TestDatabase.create(),
            new Class<?>[] {TestClock.Setup.class},
            "server.port=" + port,
            "antin.issuer=" + origin,
            "antin.outbound.allowed-networks=127.0.0.0/8",
            vneid + "name=VNeID",
            vneid + "issuer=" + VNEID.issuer(),
            vneid + "client-id=antin",
            vneid + "secret-file=" + secret,
            vneid + "scopes=openid,profile",
            vneid + "acr-values=urn:vneid:2",
            vneid + "levels[0].acr=urn:vneid:2",
            vneid + "levels[0].worth=two-factor",
            vneid + "national-id-claim=citizen.number",
            vneid + "link-by-national-id=true",
            ministry + "name=Bộ Nội vụ",
            ministry + "issuer=" + MINISTRY.issuer(),
            ministry + "client-id=antin",
            ministry + "proof=private-key-jwt",
            ministry + "key-file=" + keyFile);
    VNEID.follow(server().bean(TestClock.class));
    MINISTRY.follow(server().bean(TestClock.class));
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
    VNEID.close();
    MINISTRY.close();
  }

  @BeforeEach
  void behave() {
    VNEID.behave("nobody");
    MINISTRY.behave("nobody");
  }

  @Test
  void linkedOfficialLogsInAtTheUpstream() {
    AccountId account = linked("broker.linked", "vneid", VNEID);
    VNEID.level("urn:vneid:2");
    Browser browser = browser();
    HttpResponse<String> end = logIn(browser, "vneid", "/account?x=1");
    assertThat(Browser.location(end)).isEqualTo("/account?x=1");
    assertThat(browser.follow(end).body()).contains("broker.linked");
    assertThat(session(account)).isEqualTo("urn:antin:acr:two-factor mfa otp pwd");
    assertThat(VNEID.authorizations().getLast())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("scope", "openid profile")
        .containsEntry("acr_values", "urn:vneid:2")
        .containsEntry("max_age", "300")
        .containsKeys("state", "nonce", "code_challenge");
  }

  @Test
  void loginWithoutAKnownLevelIsWorthAPassword() {
    AccountId account = linked("broker.weak", "vneid", VNEID);
    VNEID.level("urn:vneid:9");
    logIn(browser(), "vneid", "/account");
    assertThat(session(account)).startsWith("urn:antin:acr:password");
  }

  @Test
  void clientProvesItselfByKeyAndPushesItsRequestWhereThatIsOffered() {
    linked("broker.pushed", "ministry", MINISTRY);
    MINISTRY.offerPushedRequests();
    server().bean(TestClock.class).advance(Duration.ofMinutes(61));
    Browser browser = browser();
    HttpResponse<String> away = go(browser, "ministry", "/account");
    assertThat(Browser.location(away)).contains("request_uri=").doesNotContain("state=");
    assertThat(Browser.location(browser.follow(browser.follow(away)))).isEqualTo("/account");
  }

  @Test
  void nationalIdThatTheUpstreamHasVerifiedFindsItsOfficialAndLinks() {
    AccountId account = accounts.active("broker.number");
    give(account, "001099000001");
    VNEID.behave("number-1");
    VNEID.level("urn:vneid:2");
    VNEID.lie(claims -> claims.claim("citizen", Map.of("number", "001099000001")));
    assertThat(Browser.location(logIn(browser(), "vneid", "/account"))).isEqualTo("/account");
    VNEID.lie(claims -> claims);
    assertThat(Browser.location(logIn(browser(), "vneid", "/account"))).isEqualTo("/account");
    assertThat(session(account)).contains("two-factor");
  }

  @Test
  void nationalIdIsReadAtTheUserinfoEndpointToo() {
    AccountId account = accounts.active("broker.userinfo");
    give(account, "001099000002");
    VNEID.behave("userinfo-1");
    VNEID.level("urn:vneid:2");
    VNEID.userinfo(Map.of("sub", "somebody", "citizen", Map.of("number", "001099000002")));
    assertRefused("vneid", "Không tin được câu trả lời");
    VNEID.userinfo(Map.of("sub", "userinfo-1", "citizen", Map.of("number", "001099000002")));
    assertThat(Browser.location(logIn(browser(), "vneid", "/account"))).isEqualTo("/account");
  }

  @Test
  void nationalIdOfAWeakLoginIsNotBelieved() {
    AccountId account = accounts.active("broker.weak-number");
    give(account, "001099000003");
    VNEID.behave("weak-1");
    VNEID.lie(claims -> claims.claim("citizen", Map.of("number", "001099000003")));
    assertRefused("vneid", "chưa gắn với tài khoản cán bộ nào");
  }

  @Test
  void linkAndNationalIdOfDifferentOfficialsLetNobodyIn() {
    linked("broker.one", "vneid", VNEID);
    give(accounts.active("broker.other"), "001099000004");
    VNEID.level("urn:vneid:2");
    VNEID.lie(claims -> claims.claim("citizen", Map.of("number", "001099000004")));
    assertRefused("vneid", "ứng với một cán bộ khác");
  }

  @Test
  void mailAddressOrNameLinksNobody() {
    accounts.active("broker.mail");
    VNEID.behave("mail-1");
    VNEID.level("urn:vneid:2");
    VNEID.lie(claims ->
        claims
            .claim("email", "broker.mail@tinh.gov.vn")
            .claim("email_verified", true)
            .claim("preferred_username", "broker.mail"));
    assertRefused("vneid", "chưa gắn với tài khoản cán bộ nào");
  }

  @Test
  void forgedIdTokensAreNotBelieved() {
    linked("broker.forged", "vneid", VNEID);
    Instant now = server().bean(TestClock.class).instant();
    Date past = Date.from(now.minus(Duration.ofMinutes(10)));
    List<UnaryOperator<JWTClaimsSet.Builder>> lies =
        List.of(
            claims -> claims.claim("nonce", "another"),
            claims -> claims.claim("nonce", null),
            claims -> claims.audience("another"),
            claims -> claims.audience(List.of("antin", "another")),
            claims -> claims.claim("azp", "another"),
            claims -> claims.issuer(MINISTRY.issuer()),
            claims -> claims.expirationTime(past),
            claims -> claims.issueTime(Date.from(now.plus(Duration.ofHours(5)))),
            claims -> claims.claim("auth_time", past.toInstant().getEpochSecond()),
            claims -> claims.claim("auth_time", null),
            claims -> claims.subject(""));
    for (var lie : lies) {
      VNEID.lie(lie);
      assertRefused("vneid", "Không tin được câu trả lời");
    }
  }

  @Test
  void newSigningKeyIsFoundAtOnce() {
    linked("broker.rotated", "vneid", VNEID);
    server().bean(TestClock.class).advance(Duration.ofSeconds(31));
    VNEID.rotate();
    assertThat(Browser.location(logIn(browser(), "vneid", "/account"))).isEqualTo("/account");
  }

  @Test
  void stateIsGoodOnceAndInItsBrowserOnly() {
    linked("broker.state", "vneid", VNEID);
    Browser browser = browser();
    HttpResponse<String> back = browser.follow(go(browser, "vneid", "/account"));
    Browser other = browser();
    other.get("/login");
    assertThat(Browser.location(other.follow(back))).isEqualTo("/login/expired");
    assertThat(Browser.location(browser.follow(back))).isEqualTo("/login/expired");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");

    HttpResponse<String> again = browser.follow(go(browser, "vneid", "/account"));
    assertThat(Browser.location(browser.follow(again))).isEqualTo("/account");
    assertThat(Browser.location(browser.follow(again))).isEqualTo("/login/expired");
    assertThat(Browser.location(browser.get("/login/broker/vneid/callback?code=x&state=made-up")))
        .isEqualTo("/login/expired");
  }

  @Test
  void responseOfAnotherIssuerIsMixedUpAndRefused() {
    linked("broker.mixed", "vneid", VNEID);
    VNEID.answer(parameters -> changed(parameters, "iss", MINISTRY.issuer()));
    assertRefused("vneid", "Không tin được câu trả lời");
    VNEID.answer(parameters -> changed(parameters, "iss", null));
    assertRefused("vneid", "Không tin được câu trả lời");

    // A state of one upstream is worth nothing at the address of another.
    Browser browser = browser();
    VNEID.behave("nobody");
    String back = Browser.location(browser.follow(go(browser, "vneid", "/account")));
    assertThat(Browser.location(browser.get(back.replace("/broker/vneid/", "/broker/ministry/"))))
        .isEqualTo("/login/expired");
  }

  @Test
  void codeOfAnotherLoginIsRefusedByTheProofKey() {
    linked("broker.injected", "vneid", VNEID);
    Browser first = browser();
    String stolen = Browser.location(first.follow(go(first, "vneid", "/account")));
    String code = stolen.replaceAll(".*[?&]code=([^&]*).*", "$1");
    VNEID.answer(parameters -> changed(parameters, "code", code));
    assertRefused("vneid", "Không tin được câu trả lời");
  }

  @Test
  void errorsOfTheUpstreamAreToldInPlainWords() {
    VNEID.answer(
        parameters -> changed(changed(parameters, "code", null), "error", "access_denied"));
    assertRefused("vneid", "đã bị hủy hoặc bị từ chối");
    VNEID.answer(parameters -> changed(parameters, "code", null));
    assertRefused("vneid", "Không tin được câu trả lời");
  }

  @Test
  void upstreamThatIsDownIsToldAndOtherWaysStay() {
    linked("broker.down", "vneid", VNEID);
    VNEID.goDown();
    server().bean(TestClock.class).advance(Duration.ofMinutes(61));
    Browser browser = browser();
    HttpResponse<String> page = go(browser, "vneid", "/account");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("VNeID không trả lời", "Cách khác", "Bộ Nội vụ");
  }

  @Test
  void identityBelongsToOneOfficial() {
    linked("broker.owner", "vneid", VNEID);
    accounts.active("broker.thief");
    Browser thief = loggedIn("broker.thief");
    assertThat(link(thief, "vneid").body()).contains("đã gắn với một tài khoản");
  }

  @Test
  void linkIsMadeOnlyInTheSessionThatAskedForIt() {
    accounts.active("broker.victim");
    accounts.active("broker.attacker");
    VNEID.behave("attackers-identity");
    Browser attacker = loggedIn("broker.attacker");
    String page = attacker.post("/account/factors/broker/vneid", Map.of()).body();
    HttpResponse<String> back = attacker.get(address(page));
    Browser victim = loggedIn("broker.victim");
    assertThat(Browser.location(victim.follow(back))).isEqualTo("/login/expired");
    assertRefused("vneid", "chưa gắn với tài khoản cán bộ nào");
  }

  @Test
  void linkIsNotBegunByAnotherSite() {
    accounts.active("broker.lured");
    Browser browser = loggedIn("broker.lured").with("Sec-Fetch-Site", "cross-site");
    assertThat(browser.post("/account/factors/broker/vneid", Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void removedLinkLeadsToNobody() {
    AccountId account = linked("broker.removed", "vneid", VNEID);
    String id =
        server()
            .bean(JdbcClient.class)
            .sql("SELECT id::text FROM upstream_link WHERE account_id = :account")
            .param("account", account.value())
            .query(String.class)
            .single();
    Browser browser = loggedIn("broker.removed");
    HttpResponse<String> removed =
        browser.post("/account/factors/broker/" + id + "/remove", Map.of());
    assertThat(browser.follow(removed).body()).contains("Đã bỏ liên kết");
    assertRefused("vneid", "chưa gắn với tài khoản cán bộ nào");
  }

  /** An official linked to the subject of the same name. */
  private AccountId linked(String username, String upstream, TestUpstream provider) {
    AccountId account = accounts.active(username);
    provider.behave(username);
    Browser browser = loggedIn(username);
    assertThat(link(browser, upstream).body()).contains("Đã liên kết");
    return account;
  }

  private HttpResponse<String> link(Browser browser, String upstream) {
    String page = browser.post("/account/factors/broker/" + upstream, Map.of()).body();
    HttpResponse<String> back = browser.get(address(page));
    return browser.follow(browser.follow(back));
  }

  private static String address(String page) {
    return page.replaceAll("(?s).*href=\"(http://127[^\"]*)\".*", "$1").replace("&amp;", "&");
  }

  private Browser loggedIn(String username) {
    Browser browser = browser();
    browser.logIn(
        Browser.location(browser.get("/account/factors/broker")), username, TestAccounts.PASSWORD);
    return browser;
  }

  /** The redirect to the upstream, or the page that says why there is none. */
  private static HttpResponse<String> go(Browser browser, String upstream, String wanted) {
    String login = Browser.location(browser.get(wanted));
    assertThat(browser.get(login.replace("/login?", "/login/broker?")).body()).contains("VNeID");
    return browser.get(login.replace("/login?", "/login/broker/" + upstream + "/go?"));
  }

  private static HttpResponse<String> logIn(Browser browser, String upstream, String wanted) {
    return browser.follow(browser.follow(go(browser, upstream, wanted)));
  }

  private static void assertRefused(String upstream, String words) {
    Browser browser = browser();
    HttpResponse<String> page = logIn(browser, upstream, "/account");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(words);
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }

  private static Map<String, String> changed(
      Map<String, String> parameters, String name, @Nullable String value) {
    Map<String, String> copy = new HashMap<>(parameters);
    if (value == null) {
      copy.remove(name);
    } else {
      copy.put(name, value);
    }
    return copy;
  }

  private void give(AccountId id, String number) {
    Accounts all = server().bean(Accounts.class);
    Account account = all.find(id).orElseThrow();
    all.update(
        id, AccountChange.of(account).withNationalId(new NationalId(number)), account.version());
  }

  private static String session(AccountId account) {
    return server()
        .bean(JdbcClient.class)
        .sql(
            """
            SELECT assurance || ' ' || array_to_string(methods, ' ') FROM session
            WHERE account_id = :account ORDER BY created_at DESC LIMIT 1
            """)
        .param("account", account.value())
        .query(String.class)
        .single();
  }

  private static Browser browser() {
    return new Browser(origin).with("Sec-Fetch-Site", "same-origin");
  }

  private static TestServer server() {
    return Objects.requireNonNull(started);
  }
}
