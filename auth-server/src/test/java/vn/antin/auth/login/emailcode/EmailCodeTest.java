package vn.antin.auth.login.emailcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestMails;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.activation.Activations;
import vn.antin.auth.login.activation.Gift;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.mail.MailAddress;
import vn.antin.auth.web.House;

/** The code by mail as second step of a login. */
@AuthServerTest
@Import(TestClock.Setup.class)
final class EmailCodeTest {
  private static final String CODE = "\\d{4} \\d{4}";

  private final JdbcClient jdbc;
  private final ProvenAddresses addresses;
  private final MailCodes codes;
  private final TestClock clock;
  private final House house;
  private final Activations activations;
  private final List<Factor> factors;
  private final TestAccounts accounts;
  private final Browser browser;

  EmailCodeTest(
      JdbcClient jdbc,
      ProvenAddresses addresses,
      MailCodes codes,
      TestClock clock,
      House house,
      Credentials credentials,
      SecretHashes hashes,
      Activations activations,
      List<Factor> factors) {
    this.jdbc = jdbc;
    this.addresses = addresses;
    this.codes = codes;
    this.clock = clock;
    this.house = house;
    this.activations = activations;
    this.factors = factors;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    browser = new Browser(house.issuer().toString());
  }

  @Test
  void codeFromTheMailMakesTheSecondFactor() {
    official("code.right");
    String flow = passwordGiven("code.right");
    HttpResponse<String> page = browser.get("/login/email-code?flow=" + flow);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("c…@tinh.gov.vn").doesNotContain("code.right@");
    TestMails.Received mail = TestMails.awaitTo("code.right@tinh.gov.vn", 1);
    assertThat(mail.subject()).isEqualTo("Mã đăng nhập của bạn");
    String code = mail.find(CODE);
    assertThat(browser.get("/login/email-code?flow=" + flow).statusCode()).isEqualTo(200);

    HttpResponse<String> done = check(browser, flow, code);
    assertThat(Browser.location(done)).isEqualTo("/account");
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(
            jdbc.sql(
                    """
                    SELECT s.assurance || ' ' || array_to_string(s.methods, ' ') FROM session s
                    JOIN account a ON a.id = s.account_id WHERE a.username = 'code.right'
                    """)
                .query(String.class)
                .single())
        .isEqualTo("urn:antin:acr:two-factor mfa otp pwd");
    assertThat(TestMails.to("code.right@tinh.gov.vn")).hasSize(1);
    assertThat(Browser.location(check(browser, flow, code))).isEqualTo("/login/expired");
  }

  @Test
  void codeByMailIsNoSecondFactorBesideAPasswordThatCameByMail() {
    AccountId official = official("code.mailbox");
    Gift link = new Gift(Duration.ofHours(1), true, false, "code.mailbox@tinh.gov.vn");
    String token = activations.give(official, link).reveal();
    String phrase = "gần mực thì đen gần đèn thì sáng";
    assertThat(
            browser
                .post("/activate", Map.of("token", token, "password", phrase, "repeated", phrase))
                .statusCode())
        .isEqualTo(303);
    String flow = passwordGiven("code.mailbox", phrase);
    // As if the login still waited for a second step.
    jdbc.sql("UPDATE login_flow SET consumed_at = NULL WHERE id = :flow")
        .param("flow", flow)
        .update();
    assertThat(Browser.location(browser.get("/login/email-code?flow=" + flow)))
        .as("not by its address either")
        .isEqualTo("/login?flow=" + flow);
    assertThat(TestMails.to("code.mailbox@tinh.gov.vn"))
        .extracting(TestMails.Received::subject)
        .doesNotContain("Mã đăng nhập của bạn");
    assertThat(secondFactorOf(official)).isFalse();

    // Whoever changes it with the password alone is no further.
    String changed = "một con ngựa đau cả tàu bỏ cỏ";
    Browser thief = new Browser(house.issuer().toString());
    thief.logIn(Browser.location(thief.get("/account")), "code.mailbox", phrase);
    thief.post("/account/factors/password", Map.of("password", changed, "repeated", changed));
    assertThat(secondFactorOf(official)).isFalse();
    // With another factor the password is the official's again.
    jdbc.sql("UPDATE session SET assurance = 'urn:antin:acr:two-factor' WHERE account_id = :id")
        .param("id", official.value())
        .update();
    thief.post("/account/factors/password", Map.of("password", phrase, "repeated", phrase));
    assertThat(secondFactorOf(official)).isTrue();
  }

  private boolean secondFactorOf(AccountId official) {
    return factors.stream()
        .filter(factor -> factor.kind() == FactorKind.EMAIL_CODE)
        .allMatch(factor -> factor.enrolled(official));
  }

  @Test
  void addressThatWasNotProvenGetsNoCode() {
    accounts.active("code.unproven");
    String flow = passwordGiven("code.unproven");
    assertThat(browser.get("/login/email-code?flow=" + flow).statusCode()).isEqualTo(303);
    assertThat(TestMails.to("code.unproven@tinh.gov.vn")).isEmpty();
  }

  @Test
  void codeCountsInItsOwnLoginAndBrowserOnly() {
    official("code.bound");
    String flow = passwordGiven("code.bound");
    browser.get("/login/email-code?flow=" + flow);
    String code = TestMails.awaitTo("code.bound@tinh.gov.vn", 1).find(CODE);

    Browser stranger = new Browser(house.issuer().toString());
    assertThat(Browser.location(check(stranger, flow, code))).isEqualTo("/login/expired");
    String other = passwordGiven("code.bound");
    assertThat(check(browser, other, code).body()).contains("không còn dùng được");
    assertThat(check(browser, flow, code).statusCode()).isEqualTo(303);
  }

  @Test
  void fiveWrongGuessesEndACode() {
    official("code.guessed");
    String flow = passwordGiven("code.guessed");
    browser.get("/login/email-code?flow=" + flow);
    String code = TestMails.awaitTo("code.guessed@tinh.gov.vn", 1).find(CODE);
    String wrong = code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    for (int guess = 0; guess < MailCodes.GUESSES; guess++) {
      assertThat(check(browser, flow, wrong).body()).contains("Mã không đúng");
    }
    assertThat(check(browser, flow, code).body()).contains("không còn dùng được");
  }

  @Test
  void parallelGuessesGainNothing() throws Exception {
    AccountId official = official("code.parallel");
    codes.send(official, address("code.parallel"), CodePurpose.LOGIN, "parallel");
    String code = TestMails.awaitTo("code.parallel@tinh.gov.vn", 1).find(CODE);
    String wrong = code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<CodeCheck>> guesses =
          IntStream.range(0, 20)
              .<Callable<CodeCheck>>mapToObj(
                  number -> () -> codes.redeem(official, CodePurpose.LOGIN, "parallel", wrong))
              .toList();
      int looked = 0;
      for (Future<CodeCheck> check : threads.invokeAll(guesses)) {
        looked += check.get() instanceof CodeCheck.Wrong ? 1 : 0;
      }
      assertThat(looked).isEqualTo(MailCodes.GUESSES);
    }
  }

  @Test
  void newCodeVoidsTheOldAndNeitherOutlivesTenMinutes() {
    official("code.again");
    String flow = passwordGiven("code.again");
    browser.get("/login/email-code?flow=" + flow);
    String first = TestMails.awaitTo("code.again@tinh.gov.vn", 1).find(CODE);
    assertThat(send(flow).body()).contains("Chưa thể gửi thêm mã");
    clock.advance(MailCodes.REST.plusSeconds(1));
    assertThat(send(flow).body()).contains("Đã gửi mã mới");
    String second = TestMails.awaitTo("code.again@tinh.gov.vn", 2).find(CODE);
    assertThat(check(browser, flow, first).body()).contains("Mã không đúng");
    clock.advance(MailCodes.LIFETIME);
    assertThat(Browser.location(check(browser, flow, second)))
        .as("the password before it has run out as well")
        .isEqualTo("/login?flow=" + flow);
  }

  @Test
  void mailsToOneOfficialAreLimited() {
    AccountId official = official("code.flood");
    for (int number = 0; number < MailCodes.PER_HOUR; number++) {
      assertThat(codes.send(official, address("code.flood"), CodePurpose.LOGIN, "flow" + number))
          .isTrue();
    }
    assertThat(codes.send(official, address("code.flood"), CodePurpose.LOGIN, "more")).isFalse();
    AccountId slow = official("code.slow");
    for (int number = 0; number < MailCodes.PER_BINDING; number++) {
      assertThat(codes.send(slow, address("code.slow"), CodePurpose.LOGIN, "one")).isTrue();
      clock.advance(MailCodes.REST.plusSeconds(1));
    }
    assertThat(codes.send(slow, address("code.slow"), CodePurpose.LOGIN, "one")).isFalse();
  }

  @Test
  void databaseDoesNotHoldTheCode() {
    AccountId official = official("code.stored");
    codes.send(official, address("code.stored"), CodePurpose.LOGIN, "stored");
    String code = TestMails.awaitTo("code.stored@tinh.gov.vn", 1).find(CODE).replace(" ", "");
    assertThat(
            jdbc.sql(
                    "SELECT position(:code::bytea IN code) FROM mail_code WHERE bound_to ="
                        + " 'stored'")
                .param("code", code)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private AccountId official(String name) {
    AccountId official = accounts.active(name);
    addresses.prove(official, address(name));
    return official;
  }

  private static MailAddress address(String name) {
    return new MailAddress(name + "@tinh.gov.vn");
  }

  /** A login that has its password and wants a second factor. */
  private String passwordGiven(String username) {
    return passwordGiven(username, TestAccounts.PASSWORD);
  }

  private String passwordGiven(String username, String password) {
    String login = Browser.location(browser.get("/login"));
    String flow = login.substring(login.indexOf('=') + 1);
    jdbc.sql("UPDATE login_flow SET wanted = '{urn:antin:acr:two-factor}' WHERE id = :flow")
        .param("flow", flow)
        .update();
    browser.logIn(login, username, password);
    return flow;
  }

  private HttpResponse<String> send(String flow) {
    return browser.post("/login/email-code/send", Map.of("flow", flow));
  }

  private static HttpResponse<String> check(Browser browser, String flow, String code) {
    return browser.post("/login/email-code", Map.of("flow", flow, "code", code));
  }
}
