package vn.antin.auth.login.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

/** What a hostile browser, page or authenticator gets. */
@AuthServerTest
@Import(TestClock.Setup.class)
final class PasskeySafetyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REFUSED = "Không nhận được passkey này";
  private static final String PAGE = "/account/factors/passkey";

  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final SecretHashes hashes;
  private final TestAccounts officials;

  PasskeySafetyTest(
      House house, JdbcClient jdbc, TestClock clock, Credentials credentials, SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    this.hashes = hashes;
    officials = new TestAccounts(jdbc, credentials, hashes);
  }

  /** An official with a passkey. */
  private record Owner(SoftAuthenticator authenticator, String handle, Browser browser) {}

  @Test
  void freshAnswerOfAVerifiedOwnerLogsIn() {
    Owner owner = owner("passkey.fresh");
    Browser browser = new Browser(house.issuer().toString());
    String flow = flow(browser);

    HttpResponse<String> entered =
        answer(
            browser, flow, owner.authenticator().logIn(challenge(browser, flow), owner.handle()));

    assertThat(Browser.location(entered)).isEqualTo("/account");
    assertThat(browser.get("/account").body()).contains("passkey.fresh");
  }

  @Test
  void optionsTellAStrangerNothing() {
    owner("passkey.options");
    Browser browser = new Browser(house.issuer().toString());
    String flow = flow(browser);
    JsonNode options = json(browser.post("/login/passkey/options", Map.of("flow", flow)));

    assertThat(options.path("allowCredentials")).isEmpty();
    assertThat(options.path("userVerification").asString()).isEqualTo("required");
    assertThat(options.path("rpId").asString()).isEqualTo("localhost");
    Browser other = new Browser(house.issuer().toString());
    assertThat(other.post("/login/passkey/options", Map.of("flow", flow)).statusCode())
        .as("another browser's login")
        .isEqualTo(410);
  }

  @Test
  void challengeIsGoodOnceAndForFiveMinutesAndForItsLoginAlone() {
    Owner owner = owner("passkey.challenge");
    Browser browser = new Browser(house.issuer().toString());
    String flow = flow(browser);
    owner.authenticator().flags = SoftAuthenticator.PRESENT;
    String spent = challenge(browser, flow);
    assertRefused(answer(browser, flow, owner.authenticator().logIn(spent, owner.handle())));
    owner.authenticator().flags = SoftAuthenticator.PRESENT | SoftAuthenticator.VERIFIED;
    owner.authenticator().counter++;
    assertRefused(answer(browser, flow, owner.authenticator().logIn(spent, owner.handle())));

    String old = challenge(browser, flow);
    clock.advance(Duration.ofMinutes(5).plusSeconds(1));
    assertRefused(answer(browser, flow, owner.authenticator().logIn(old, owner.handle())));

    String mine = challenge(browser, flow);
    Browser thief = new Browser(house.issuer().toString());
    String theirs = flow(thief);
    challenge(thief, theirs);
    assertRefused(answer(thief, theirs, owner.authenticator().logIn(mine, owner.handle())));
    assertThat(
            answer(browser, flow, owner.authenticator().logIn(mine, owner.handle())).statusCode())
        .isEqualTo(303);
  }

  @Test
  void answerOfAnotherOriginPartyFrameOrUnverifiedUserIsRefused() {
    Owner owner = owner("passkey.origin");
    SoftAuthenticator authenticator = owner.authenticator();
    Browser browser = new Browser(house.issuer().toString());
    String flow = flow(browser);

    String origin = authenticator.origin;
    authenticator.origin = "https://antin.example";
    refuses(browser, flow, owner);
    authenticator.origin = "http://localhost";
    refuses(browser, flow, owner);
    authenticator.origin = origin;
    authenticator.relyingParty = "antin.example";
    refuses(browser, flow, owner);
    authenticator.relyingParty = "localhost";
    authenticator.crossOrigin = true;
    refuses(browser, flow, owner);
    authenticator.crossOrigin = false;
    authenticator.flags = SoftAuthenticator.PRESENT;
    refuses(browser, flow, owner);
    authenticator.flags = SoftAuthenticator.VERIFIED;
    refuses(browser, flow, owner);
  }

  @Test
  void passkeyOpensItsOwnersAccountOnly() {
    Owner owner = owner("passkey.mine");
    Owner other = owner("passkey.theirs");
    Browser browser = new Browser(house.issuer().toString());
    String flow = flow(browser);

    assertRefused(
        answer(
            browser, flow, owner.authenticator().logIn(challenge(browser, flow), other.handle())));
    SoftAuthenticator forged = new SoftAuthenticator(house.issuer());
    assertRefused(answer(browser, flow, forged.logIn(challenge(browser, flow), owner.handle())));

    // A password of one and the passkey of another make nobody.
    browser.post(
        "/login",
        Map.of("flow", flow, "username", "passkey.theirs", "password", TestAccounts.PASSWORD));
    HttpResponse<String> mixed =
        answer(
            browser, flow, owner.authenticator().logIn(challenge(browser, flow), owner.handle()));
    assertThat(mixed.body()).contains("Passkey này là của tài khoản khác");
    assertThat(Browser.location(browser.get("/account"))).startsWith("/login");
  }

  @Test
  void counterThatGoesBackClosesThePasskeyButOnlyWithTheRightSignature() {
    Owner owner = owner("passkey.counter");
    SoftAuthenticator authenticator = owner.authenticator();
    authenticator.counter = 7;
    Browser browser = new Browser(house.issuer().toString());
    String flow = flow(browser);
    assertThat(
            answer(browser, flow, authenticator.logIn(challenge(browser, flow), owner.handle()))
                .statusCode())
        .isEqualTo(303);

    Browser copy = new Browser(house.issuer().toString());
    String copied = flow(copy);
    authenticator.counter = 5;
    String forged =
        authenticator
            .logIn(challenge(copy, copied), owner.handle())
            .replaceFirst("\"signature\": \"...", "\"signature\": \"AAA");
    assertRefused(answer(copy, copied, forged));
    assertThat(closed("passkey.counter")).as("a stranger cannot close it").isFalse();

    HttpResponse<String> noticed =
        answer(copy, copied, authenticator.logIn(challenge(copy, copied), owner.handle()));
    assertThat(noticed.body()).contains("có dấu hiệu bị sao chép");
    assertThat(closed("passkey.counter")).isTrue();
    authenticator.counter = 50;
    assertThat(
            answer(copy, copied, authenticator.logIn(challenge(copy, copied), owner.handle()))
                .body())
        .as("nor does the original open anything now")
        .contains("có dấu hiệu bị sao chép");
    assertThat(owner.browser().get(PAGE).body()).contains("có dấu hiệu bị sao chép");
  }

  @Test
  void passkeyIsRegisteredWithAFreshChallengeAndAVerifiedUserOnly() {
    officials.active("passkey.register");
    Browser browser = loggedIn("passkey.register");
    SoftAuthenticator authenticator = new SoftAuthenticator(house.issuer());
    authenticator.flags = SoftAuthenticator.PRESENT;
    register(browser, authenticator.register(registrationChallenge(browser)));
    authenticator.flags = SoftAuthenticator.PRESENT | SoftAuthenticator.VERIFIED;
    authenticator.origin = "https://antin.example";
    register(browser, authenticator.register(registrationChallenge(browser)));
    authenticator.origin = house.origin();
    String flow = flow(browser);
    register(browser, authenticator.register(challenge(browser, flow)));
    assertThat(count("passkey.register")).isZero();

    String answer = authenticator.register(registrationChallenge(browser));
    assertThat(register(browser, answer).statusCode()).isEqualTo(303);
    register(browser, answer);
    officials.active("passkey.thief");
    Browser thief = loggedIn("passkey.thief");
    register(thief, authenticator.register(registrationChallenge(thief)));
    assertThat(count("passkey.register")).isEqualTo(1);
    assertThat(count("passkey.thief")).as("a known passkey is not taken over").isZero();
  }

  @Test
  void nobodyChangesAnothersPasskeysNorTheirOwnAfterALongWhile() {
    Owner owner = owner("passkey.owner");
    String id = id("passkey.owner");
    officials.active("passkey.stranger");
    Browser stranger = loggedIn("passkey.stranger");
    stranger.post(PAGE + "/" + id + "/rename", Map.of("label", "Trộm"));
    stranger.post(PAGE + "/" + id + "/remove", Map.of());
    assertThat(owner.browser().get(PAGE).body()).contains("Khóa thử").doesNotContain("Trộm");

    clock.advance(Duration.ofMinutes(11));
    assertThat(Browser.location(owner.browser().get(PAGE))).startsWith("/login");
    assertThat(Browser.location(owner.browser().post(PAGE + "/" + id + "/remove", Map.of())))
        .startsWith("/login");
    assertThat(owner.browser().post(PAGE + "/options", Map.of()).statusCode()).isEqualTo(403);
    assertThat(count("passkey.owner")).isEqualTo(1);
  }

  @Test
  void firstPasskeyOfWhoHasASigningPinTakesThePin() throws Exception {
    AccountId account = officials.active("passkey.pin");
    jdbc.sql("INSERT INTO signing_pin (account_id, hash, set_at) VALUES (:id, :hash, now())")
        .param("id", account.value())
        .param("hash", hashes.hash(new Password("471193")))
        .update();
    Browser thief = loggedIn("passkey.pin");
    assertThat(thief.get(PAGE).body()).contains("name=\"pin\"");
    assertThat(thief.post(PAGE + "/options", Map.of()).statusCode()).isEqualTo(422);
    for (int guess = 0; guess < 4; guess++) {
      assertThat(thief.post(PAGE + "/options", Map.of("pin", "99999" + guess)).statusCode())
          .isEqualTo(422);
    }
    assertThat(thief.post(PAGE + "/options", Map.of("pin", "471193")).statusCode())
        .as("five wrong ones, an empty one among them, close it")
        .isEqualTo(422);

    clock.advance(Duration.ofMinutes(16));
    Browser owner = loggedIn("passkey.pin");
    JsonNode options = json(owner.post(PAGE + "/options", Map.of("pin", "471193")));
    SoftAuthenticator authenticator = new SoftAuthenticator(house.issuer());
    assertThat(
            register(owner, authenticator.register(options.path("challenge").asString()))
                .statusCode())
        .isEqualTo(303);
    assertThat(count("passkey.pin")).isEqualTo(1);
  }

  @Test
  void onlyAPasskeyAddsOrRemovesAnother() {
    Owner owner = owner("passkey.other");
    Browser weak = owner.browser();
    assertThat(weak.get(PAGE).body()).contains(PAGE + "?change").doesNotContain("data-passkey");
    assertThat(weak.post(PAGE + "/options", Map.of()).statusCode()).isEqualTo(403);
    assertThat(Browser.location(weak.get(PAGE + "?change"))).startsWith("/login");
    String remove = PAGE + "/" + id("passkey.other") + "/remove";
    assertThat(Browser.location(weak.post(remove, Map.of()))).startsWith("/login");
    assertThat(count("passkey.other")).isEqualTo(1);

    Browser strong = new Browser(house.issuer().toString());
    String flow = flow(strong);
    answer(strong, flow, owner.authenticator().logIn(challenge(strong, flow), owner.handle()));
    assertThat(json(strong.post(PAGE + "/options", Map.of())).path("challenge").asString())
        .isNotEmpty();
    assertThat(Browser.location(strong.post(remove, Map.of()))).isEqualTo(PAGE);
    assertThat(count("passkey.other")).isZero();
  }

  @Test
  void brokenAnswersAreRefusedAndNeverAFault() {
    Owner owner = owner("passkey.broken");
    officials.active("passkey.newcomer");
    Browser newcomer = loggedIn("passkey.newcomer");
    Random random = new Random(42);
    Browser browser = new Browser(house.issuer().toString());
    String flow = flow(browser);
    String good = owner.authenticator().logIn(challenge(browser, flow), owner.handle());
    for (int i = 0; i < 150; i++) {
      if (i % 40 == 39) {
        flow = flow(browser);
      }
      StringBuilder broken = new StringBuilder(good);
      for (int change = 0; change <= random.nextInt(4); change++) {
        broken.setCharAt(random.nextInt(broken.length()), (char) (32 + random.nextInt(95)));
      }
      int end = random.nextInt(3) == 0 ? random.nextInt(broken.length()) : broken.length();
      HttpResponse<String> response = answer(browser, flow, broken.substring(0, end));
      assertThat(response.statusCode()).as(broken.substring(0, end)).isIn(200, 303);
    }
    for (String odd : new String[] {"", "null", "[]", "{}", "{\"response\":null}", "1"}) {
      flow = flow(browser);
      assertThat(answer(browser, flow, odd).statusCode()).as(odd).isEqualTo(200);
      assertThat(register(newcomer, odd).statusCode()).as(odd).isEqualTo(200);
    }
  }

  private void refuses(Browser browser, String flow, Owner owner) {
    owner.authenticator().counter++;
    assertRefused(
        answer(
            browser, flow, owner.authenticator().logIn(challenge(browser, flow), owner.handle())));
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains(REFUSED);
  }

  private Owner owner(String username) {
    officials.active(username);
    Browser browser = loggedIn(username);
    SoftAuthenticator authenticator = new SoftAuthenticator(house.issuer());
    JsonNode options = json(browser.post(PAGE + "/options", Map.of()));
    HttpResponse<String> registered =
        register(browser, authenticator.register(options.path("challenge").asString()));
    assertThat(registered.statusCode()).isEqualTo(303);
    authenticator.counter++;
    return new Owner(authenticator, options.path("user").path("id").asString(), browser);
  }

  private Browser loggedIn(String username) {
    Browser browser = new Browser(house.issuer().toString());
    assertThat(
            browser
                .logIn(Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD)
                .statusCode())
        .isEqualTo(303);
    return browser;
  }

  private static String flow(Browser browser) {
    return Browser.location(browser.get("/login")).replace("/login?flow=", "");
  }

  private static String challenge(Browser browser, String flow) {
    return json(browser.post("/login/passkey/options", Map.of("flow", flow)))
        .path("challenge")
        .asString();
  }

  private static String registrationChallenge(Browser browser) {
    return json(browser.post(PAGE + "/options", Map.of())).path("challenge").asString();
  }

  private static HttpResponse<String> answer(Browser browser, String flow, String answer) {
    return browser.post("/login/passkey", Map.of("flow", flow, "response", answer));
  }

  private static HttpResponse<String> register(Browser browser, String answer) {
    return browser.post(PAGE, Map.of("response", answer, "label", "Khóa thử"));
  }

  private boolean closed(String username) {
    return jdbc.sql(
            """
            SELECT bool_or(p.copied_at IS NOT NULL)
            FROM passkey p JOIN account a ON a.id = p.account_id WHERE a.username = :username
            """)
        .param("username", username)
        .query(Boolean.class)
        .single();
  }

  private String id(String username) {
    return jdbc.sql(
            """
            SELECT p.id::text FROM passkey p JOIN account a ON a.id = p.account_id
            WHERE a.username = :username
            """)
        .param("username", username)
        .query(String.class)
        .single();
  }

  private int count(String username) {
    return jdbc.sql(
            """
            SELECT count(*) FROM passkey p JOIN account a ON a.id = p.account_id
            WHERE a.username = :username
            """)
        .param("username", username)
        .query(Integer.class)
        .single();
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
