package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;

/** Several factors in one login, and more of them when somebody asks. */
@OAuth2Test
@Import(TestFactor.Setup.class)
final class StepUpTest {
  private static final String TWO_FACTOR = "urn:antin:acr:two-factor";
  private static final String ESSENTIAL =
      "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"%s\"]}}}";

  private final Protocol protocol;
  private final TestFactor factor;
  private final TestClock clock;
  private final Credentials credentials;

  @Autowired
  StepUpTest(Protocol protocol, TestFactor factor, TestClock clock, Credentials credentials) {
    this.protocol = protocol;
    this.factor = factor;
    this.clock = clock;
    this.credentials = credentials;
  }

  @Test
  void whoHasASecondFactorIsAskedForItAtEveryLogin() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = protocol.browser();

    HttpResponse<String> first =
        protocol.logIn(browser, browser.get("/account?x=1"), official.username());

    assertThat(Browser.location(first)).startsWith("/login/test-code?flow=");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    HttpResponse<String> second = prove(browser, first, official.account());
    assertThat(Browser.location(second)).isEqualTo("/account?x=1");
    assertThat(idToken(browser, demoRequest()))
        .containsEntry("acr", TWO_FACTOR)
        .containsEntry("amr", List.of("mfa", "otp", "pwd"));
  }

  @Test
  void secondFactorAloneOpensNothing() {
    LoggedIn official = protocol.newOfficial();
    Browser browser = protocol.browser();
    HttpResponse<String> parked = browser.get("/account");
    HttpResponse<String> proved = prove(browser, parked, official.account());
    assertThat(Browser.location(proved)).isEqualTo("/login?flow=" + flow(parked));
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    assertThat(browser.follow(proved).body()).contains("name=\"password\"");
  }

  @Test
  void anotherWayLeadsToTheListOfWhatTheOfficialHas() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = protocol.browser();
    HttpResponse<String> first =
        protocol.logIn(browser, browser.get("/account"), official.username());
    String flow = flow(first);
    HttpResponse<String> choice = browser.get("/login?flow=" + flow);
    assertThat(choice.body())
        .contains("Xác nhận thêm một bước", "/login/test-code?flow=" + flow)
        .doesNotContain("/login/passkey");
    HttpResponse<String> restarted = browser.post("/login/restart", Map.of("flow", flow));
    assertThat(browser.follow(restarted).body()).contains("name=\"password\"");
    assertThat(browser.post("/login/test-code", Map.of("flow", flow, "account", "x")).statusCode())
        .isNotEqualTo(200);
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }

  @Test
  void factorOfAnotherAccountOpensNothing() {
    LoggedIn official = protocol.newOfficial();
    LoggedIn other = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = protocol.browser();
    HttpResponse<String> first =
        protocol.logIn(browser, browser.get("/account"), official.username());
    HttpResponse<String> refused = prove(browser, first, other.account());
    assertThat(browser.follow(refused).body()).contains("Bước này là của một tài khoản khác");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }

  @Test
  void flowOfAnotherBrowserTakesNoProof() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = protocol.browser();
    HttpResponse<String> first =
        protocol.logIn(browser, browser.get("/account"), official.username());
    Browser thief = protocol.browser();
    thief.get("/login");
    HttpResponse<String> stolen = prove(thief, first, official.account());
    assertThat(thief.follow(stolen).statusCode()).isEqualTo(410);
  }

  @Test
  void onlyWhatIsMissingIsAskedForAndTheRequestGoesOn() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = official.browser();
    Answer asked = protocol.authorize(browser, with(demoRequest(), "acr_values", TWO_FACTOR));
    assertThat(asked.location()).startsWith("/login?flow=");
    HttpResponse<String> step = browser.follow(asked.response());
    assertThat(Browser.location(step)).startsWith("/login/test-code?flow=");
    HttpResponse<String> proved = prove(browser, step, official.account());
    Answer code = new Answer(browser.follow(proved));
    assertThat(protocol.redeem(code.parameter("code")).claims("id_token"))
        .containsEntry("acr", TWO_FACTOR)
        .containsEntry("amr", List.of("mfa", "otp", "pwd"));
  }

  @Test
  void missingFactorDoesNotMakeThePasswordANewOne() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = official.browser();
    long before = clock.instant().getEpochSecond();
    clock.advance(Duration.ofMinutes(15));
    Answer asked = protocol.authorize(browser, with(demoRequest(), "acr_values", TWO_FACTOR));
    HttpResponse<String> proved =
        prove(browser, browser.follow(asked.response()), official.account());
    Answer code = new Answer(browser.follow(proved));
    assertThat(protocol.redeem(code.parameter("code")).claims("id_token"))
        .containsEntry("acr", TWO_FACTOR)
        .hasEntrySatisfying(
            "auth_time", time -> assertThat(((Number) time).longValue()).isLessThan(before + 60));
    assertThat(Browser.location(browser.get("/account/factors/password")))
        .as("a proof of now is wanted where the password is changed")
        .startsWith("/login?flow=");
  }

  @Test
  void whatASessionHasProvedEndsWithIt() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = official.browser();
    Answer asked = protocol.authorize(browser, with(demoRequest(), "acr_values", TWO_FACTOR));
    HttpResponse<String> step = browser.follow(asked.response());
    browser.post("/logout", Map.of());
    HttpResponse<String> proved = prove(browser, step, official.account());
    assertThat(Browser.location(proved)).isEqualTo("/login/expired");
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void passwordOfAnOldSessionIsNoneToSetANewOneWith() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = official.browser();
    credentials.demandChange(official.account());
    Answer asked = protocol.authorize(browser, with(demoRequest(), "acr_values", TWO_FACTOR));
    HttpResponse<String> step = browser.follow(asked.response());
    assertThat(Browser.location(prove(browser, step, official.account())))
        .startsWith("/oauth2/authorize");
  }

  @Test
  void strongerSessionSaysTheLevelThatTheSystemInsistsOn() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = protocol.browser();
    prove(
        browser,
        protocol.logIn(browser, browser.get("/account"), official.username()),
        official.account());
    assertThat(
            idToken(
                browser,
                with(demoRequest(), "claims", ESSENTIAL.formatted("urn:antin:acr:password"))))
        .containsEntry("acr", "urn:antin:acr:password");
  }

  @Test
  void levelThatNoFactorOfTheOfficialReachesIsAnErrorWhenEssentialAndPassedOverWhenNot() {
    Browser browser = protocol.newOfficial().browser();
    assertThat(
            protocol
                .authorize(browser, with(demoRequest(), "claims", ESSENTIAL.formatted(TWO_FACTOR)))
                .parameters())
        .containsEntry("error", "unmet_authentication_requirements");
    assertThat(idToken(browser, with(demoRequest(), "acr_values", "1 " + TWO_FACTOR)))
        .containsEntry("acr", "urn:antin:acr:password");
  }

  @Test
  void levelWantedBeforeTheLoginIsReachedInIt() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = protocol.browser();
    Answer asked =
        protocol.authorize(browser, with(demoRequest(), "claims", ESSENTIAL.formatted(TWO_FACTOR)));
    HttpResponse<String> first = protocol.logIn(browser, asked.response(), official.username());
    Answer code = new Answer(browser.follow(prove(browser, first, official.account())));
    assertThat(code.parameters()).containsKey("code");

    LoggedIn without = protocol.newOfficial();
    Browser plain = protocol.browser();
    Answer again =
        protocol.authorize(plain, with(demoRequest(), "claims", ESSENTIAL.formatted(TWO_FACTOR)));
    HttpResponse<String> back = protocol.logIn(plain, again.response(), without.username());
    assertThat(new Answer(plain.follow(back)).parameters())
        .containsEntry("error", "unmet_authentication_requirements");
  }

  @Test
  void whoIsPromptedToLogInProvesBothFactorsAnew() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = official.browser();
    Map<String, String> request =
        with(with(demoRequest(), "prompt", "login"), "acr_values", TWO_FACTOR);
    Answer asked = protocol.authorize(browser, request);
    assertThat(browser.follow(asked.response()).body())
        .as("the open session does not stand in for a proof")
        .contains("name=\"password\"");
    HttpResponse<String> first = protocol.logIn(browser, asked.response(), official.username());
    assertThat(Browser.location(first)).startsWith("/login/test-code?flow=");
    Answer code = new Answer(browser.follow(prove(browser, first, official.account())));
    assertThat(protocol.redeem(code.parameter("code")).claims("id_token"))
        .containsEntry("acr", TWO_FACTOR);
  }

  @Test
  void whoChoosesTheirAccountIsAskedForWhatItLacks() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Browser browser = official.browser();
    Map<String, String> request =
        with(with(demoRequest(), "prompt", "select_account"), "acr_values", TWO_FACTOR);
    HttpResponse<String> choose = protocol.authorize(browser, request).response();
    assertThat(Browser.location(choose)).startsWith("/select-account?");
    String query = Browser.location(choose).substring("/select-account".length());
    HttpResponse<String> step = browser.post("/select-account/continue" + query, Map.of());
    for (int hop = 0; hop < 4 && !Browser.location(step).startsWith("/login/test-code"); hop++) {
      step = browser.follow(step);
    }
    assertThat(Browser.location(step)).startsWith("/login/test-code?flow=");
    Answer code = new Answer(browser.follow(prove(browser, step, official.account())));
    assertThat(code.parameters()).as("asked for once").containsKey("code");
    assertThat(protocol.redeem(code.parameter("code")).claims("id_token"))
        .containsEntry("acr", TWO_FACTOR);
  }

  @Test
  void silentRequestThatNeedsMoreSaysSo() {
    LoggedIn official = protocol.newOfficial();
    factor.enrol(official.account());
    Map<String, String> request =
        with(with(demoRequest(), "prompt", "none"), "claims", ESSENTIAL.formatted(TWO_FACTOR));
    assertThat(protocol.authorize(official.browser(), request).parameters())
        .containsEntry("error", "login_required");
  }

  @Test
  void discoveryNamesTheLevels() {
    assertThat(protocol.browser().get("/.well-known/openid-configuration").body())
        .contains(
            "urn:antin:acr:password",
            "urn:antin:acr:two-factor",
            "urn:antin:acr:phishing-resistant");
  }

  private Map<String, Object> idToken(Browser browser, Map<String, String> request) {
    return protocol
        .redeem(protocol.authorize(browser, request).parameter("code"))
        .claims("id_token");
  }

  private static HttpResponse<String> prove(
      Browser browser, HttpResponse<String> step, AccountId account) {
    return browser.post(
        "/login/test-code", Map.of("flow", flow(step), "account", account.toString()));
  }

  private static String flow(HttpResponse<String> response) {
    String location = Browser.location(response);
    return location.substring(location.indexOf("flow=") + 5);
  }
}
