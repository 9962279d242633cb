package vn.antin.auth.login.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.session.Assurance;

/** A login in one browser, a yes in another. */
final class DeviceLoginTest {
  /** A page that asks for two factors where the official has them. */
  private static final String DANGEROUS = "/account/factors/certificate/go";

  private static @Nullable TestServer started;

  private final TestAccounts accounts =
      new TestAccounts(jdbc(), server().bean(Credentials.class), server().bean(SecretHashes.class));

  @BeforeAll
  static void start() {
    started =
        TestServer.start(
            TestDatabase.create(),
            new Class<?>[] {TestClock.Setup.class},
            "antin.device-login.begins=true",
            "antin.device-login.per-address=1000");
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }

  @Test
  void passwordAndAYesOnAnotherDeviceAreTwoFactors() {
    AccountId account = accounts.active("device.yes");
    Browser phone = loggedIn("device.yes", Assurance.TWO_FACTOR);
    Browser desk = browser();
    String waiting = askWithPassword(desk, "device.yes");

    HttpResponse<String> shown = desk.get(waiting);
    assertThat(shown.headers().firstValue("Refresh")).contains("4");
    HttpResponse<String> said = answer(phone, number(shown));
    assertThat(phone.follow(said).body()).contains("Trình duyệt kia sẽ đăng nhập");

    assertThat(Browser.location(desk.get(waiting))).isEqualTo("/account/factors/certificate");
    assertThat(Browser.location(desk.get(DANGEROUS))).isEqualTo("/account/factors/certificate");
    assertThat(sessions(account)).contains("urn:antin:acr:two-factor mca mfa pwd");
    assertThat(desk.get(waiting).statusCode()).isEqualTo(303);
  }

  @Test
  void wrongNumberIsANoThatCannotBeRepeated() {
    accounts.active("device.wrong");
    Browser phone = loggedIn("device.wrong", Assurance.TWO_FACTOR);
    Browser desk = browser();
    String waiting = askWithPassword(desk, "device.wrong");
    String right = number(desk.get(waiting));
    String wrong = right.equals("00") ? "01" : "00";
    String question = question(phone);
    HttpResponse<String> said = phone.post(question, Map.of("action", "approve", "number", wrong));
    assertThat(phone.follow(said).body()).contains("Số không đúng");
    said = phone.post(question, Map.of("action", "approve", "number", right));
    assertThat(Browser.location(said)).isEqualTo("/inbox?said=gone");
    assertThat(desk.get(waiting).body()).contains("Yêu cầu đã bị từ chối");
  }

  @Test
  void officialWhoIsNotLoggingInSaysNo() {
    accounts.active("device.no");
    Browser phone = loggedIn("device.no", Assurance.TWO_FACTOR);
    Browser desk = browser();
    String waiting = askWithPassword(desk, "device.no");
    HttpResponse<String> said = phone.post(question(phone), Map.of("action", "deny"));
    assertThat(phone.follow(said).body()).contains("Đã từ chối");
    assertThat(desk.get(waiting).body()).contains("Yêu cầu đã bị từ chối");
  }

  @Test
  void sessionThatAPasswordOpenedVouchesForNobody() {
    accounts.active("device.thief");
    Browser phone = loggedIn("device.thief", Assurance.TWO_FACTOR);
    Browser thief = loggedIn("device.thief", Assurance.PASSWORD);
    Browser second = browser();
    askWithPassword(second, "device.thief");
    assertThat(thief.get("/inbox").body()).doesNotContain("/inbox/login/");
    String question = question(phone);
    assertThat(Browser.location(thief.get(question))).isEqualTo("/inbox?said=gone");
    assertThat(Browser.location(thief.post(question, Map.of("action", "approve", "number", "00"))))
        .isEqualTo("/inbox?said=gone");
  }

  @Test
  void sessionThatAYesElsewhereConfirmedConfirmsNoOther() {
    accounts.active("device.chain");
    Browser phone = loggedIn("device.chain", Assurance.TWO_FACTOR);
    Browser desk = browser();
    String waiting = askWithPassword(desk, "device.chain");
    answer(phone, number(desk.get(waiting)));
    assertThat(desk.get(waiting).statusCode()).isEqualTo(303);

    Browser third = browser();
    String number = number(third.get(askWithPassword(third, "device.chain")));
    String question = question(phone);
    assertThat(desk.get("/inbox").body()).doesNotContain("/inbox/login/");
    assertThat(Browser.location(desk.post(question, Map.of("action", "approve", "number", number))))
        .isEqualTo("/inbox?said=gone");
    assertThat(question(phone)).as("the phone still may").isEqualTo(question);
  }

  @Test
  void browserDoesNotVouchForItself() {
    accounts.active("device.self");
    loggedIn("device.self", Assurance.TWO_FACTOR);
    Browser desk = browser();
    String waiting = askWithPassword(desk, "device.self");
    String number = number(desk.get(waiting));
    raise("device.self", Assurance.TWO_FACTOR);
    String question = question(desk);
    assertThat(desk.get(question).body()).contains("đến từ chính trình duyệt này");
    HttpResponse<String> said = desk.post(question, Map.of("action", "approve", "number", number));
    assertThat(Browser.location(said)).isEqualTo("/inbox?said=gone");
    assertThat(desk.get(waiting).body()).contains(number);
  }

  @Test
  void questionOfOneOfficialIsNothingToAnother() {
    accounts.active("device.mine");
    accounts.active("device.other");
    Browser phone = loggedIn("device.mine", Assurance.TWO_FACTOR);
    Browser other = loggedIn("device.other", Assurance.PHISHING_RESISTANT);
    Browser desk = browser();
    String number = number(desk.get(askWithPassword(desk, "device.mine")));
    String question = question(phone);
    assertThat(Browser.location(other.get(question))).isEqualTo("/inbox?said=gone");
    assertThat(
            Browser.location(other.post(question, Map.of("action", "approve", "number", number))))
        .isEqualTo("/inbox?said=gone");
  }

  @Test
  void oneLoginWaitsAtATime() {
    accounts.active("device.one");
    Browser phone = loggedIn("device.one", Assurance.TWO_FACTOR);
    Browser first = browser();
    askWithPassword(first, "device.one");
    Browser second = browser();
    HttpResponse<String> refused = askAnswer(second, "device.one");
    assertThat(refused.body()).contains("Đang có yêu cầu khác chờ trả lời");
    assertThat(phone.get("/inbox").body().split("/inbox/login/", -1)).hasSize(2);
  }

  @Test
  void questionWaitsThreeMinutes() {
    accounts.active("device.late");
    Browser phone = loggedIn("device.late", Assurance.TWO_FACTOR);
    Browser desk = browser();
    String waiting = askWithPassword(desk, "device.late");
    String number = number(desk.get(waiting));
    String question = question(phone);
    server().bean(TestClock.class).advance(Duration.ofMinutes(3));
    assertThat(
            Browser.location(phone.post(question, Map.of("action", "approve", "number", number))))
        .isEqualTo("/inbox?said=gone");
    assertThat(desk.get(waiting).body()).contains("Yêu cầu đã hết hạn");
  }

  @Test
  void officialIsNotAskedUntilTheyGiveIn() {
    accounts.active("device.bombed");
    Browser phone = loggedIn("device.bombed", Assurance.TWO_FACTOR);
    for (int i = 0; i < 5; i++) {
      askWithPassword(browser(), "device.bombed");
      phone.post(question(phone), Map.of("action", "deny"));
    }
    assertThat(askAnswer(browser(), "device.bombed").body()).contains("quá nhiều yêu cầu");
    assertThat(phone.get("/inbox").body()).doesNotContain("/inbox/login/");
  }

  @Test
  void nameAloneReachesOnlySessionsThatAPasskeyOrCertificateOpened() {
    AccountId account = accounts.active("device.name");
    Browser phone = loggedIn("device.name", Assurance.TWO_FACTOR);
    Browser desk = browser();
    String waiting = askByName(desk, "device.name");
    assertThat(phone.get("/inbox").body()).doesNotContain("/inbox/login/");
    assertThat(desk.get(waiting).body()).contains("và nhập số:");

    raise("device.name", Assurance.PHISHING_RESISTANT);
    waiting = askByName(desk, "device.name");
    answer(phone, number(desk.get(waiting)));
    assertThat(Browser.location(desk.get(waiting))).isEqualTo("/account");
    assertThat(sessions(account)).contains("urn:antin:acr:two-factor mca mfa");
  }

  @Test
  void nameThatNobodyHasWaitsLikeAnyOther() {
    Browser desk = browser();
    HttpResponse<String> page = desk.get(askByName(desk, "device.nobody"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Refresh")).isPresent();
    assertThat(number(page)).matches("[0-9]{2}");
  }

  @Test
  void afterANoStrangersAskNoMore() {
    accounts.active("device.stranger");
    Browser phone = loggedIn("device.stranger", Assurance.PHISHING_RESISTANT);
    askByName(browser(), "device.stranger");
    phone.post(question(phone), Map.of("action", "deny"));
    Browser stranger = browser();
    HttpResponse<String> refused = nameAnswer(stranger, "device.stranger");
    assertThat(refused.body()).contains("quá nhiều yêu cầu");
    // The official with the password still can.
    askWithPassword(browser(), "device.stranger");
    assertThat(phone.get("/inbox").body()).contains("/inbox/login/");
  }

  @Test
  void flowOfAnotherBrowserIsExpiredHere() {
    accounts.active("device.foreign");
    loggedIn("device.foreign", Assurance.TWO_FACTOR);
    String waiting = askWithPassword(browser(), "device.foreign");
    Browser other = browser();
    other.get("/login");
    assertThat(Browser.location(other.get(waiting))).isEqualTo("/login/expired");
  }

  /** The page that waits, after a password and a question. */
  private static String askWithPassword(Browser desk, String username) {
    HttpResponse<String> asked = askAnswer(desk, username);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(303);
    return Browser.location(asked);
  }

  private static HttpResponse<String> askAnswer(Browser desk, String username) {
    desk.logIn(Browser.location(desk.get("/account")), username, TestAccounts.PASSWORD);
    HttpResponse<String> second =
        desk.logIn(Browser.location(desk.get(DANGEROUS)), username, TestAccounts.PASSWORD);
    String page = Browser.location(second);
    assertThat(page).startsWith("/login/device?flow=");
    return desk.post("/login/device", Map.of("flow", Browser.field(desk.get(page).body(), "flow")));
  }

  private static String askByName(Browser desk, String username) {
    HttpResponse<String> asked = nameAnswer(desk, username);
    assertThat(asked.statusCode()).isEqualTo(303);
    return Browser.location(asked);
  }

  private static HttpResponse<String> nameAnswer(Browser desk, String username) {
    String login = Browser.location(desk.get("/account"));
    String flow =
        Browser.field(desk.get(login.replace("/login?", "/login/device?")).body(), "flow");
    return desk.post("/login/device", Map.of("flow", flow, "username", username));
  }

  private static HttpResponse<String> answer(Browser phone, String number) {
    return phone.post(question(phone), Map.of("action", "approve", "number", number));
  }

  private static String question(Browser phone) {
    String inbox = phone.get("/inbox").body();
    assertThat(inbox).contains("/inbox/login/");
    return inbox.replaceAll("(?s).*href=\"(/inbox/login/[^\"]*)\".*", "$1");
  }

  private static String number(HttpResponse<String> page) {
    assertThat(page.body()).contains("<strong class=\"number\">");
    return page.body().replaceAll("(?s).*<strong class=\"number\">([0-9]+)</strong>.*", "$1");
  }

  private static Browser loggedIn(String username, Assurance assurance) {
    Browser browser = browser();
    browser.logIn(Browser.location(browser.get("/account")), username, TestAccounts.PASSWORD);
    if (assurance != Assurance.PASSWORD) {
      raise(username, assurance);
    }
    return browser;
  }

  /** As if the official's open sessions had been opened with more. */
  private static void raise(String username, Assurance assurance) {
    jdbc()
        .sql(
            """
            UPDATE session SET assurance = :assurance
            WHERE account_id = (SELECT id FROM account WHERE username = :username)
            """)
        .param("assurance", assurance.value())
        .param("username", username)
        .update();
  }

  private static List<String> sessions(AccountId account) {
    return jdbc()
        .sql(
            """
            SELECT assurance || ' ' || array_to_string(methods, ' ') AS how FROM session
            WHERE account_id = :account
            """)
        .param("account", account.value())
        .query((row, number) -> row.getString("how"))
        .list();
  }

  private static Browser browser() {
    return new Browser(server().origin()).with("Sec-Fetch-Site", "same-origin");
  }

  private static JdbcClient jdbc() {
    return server().bean(JdbcClient.class);
  }

  private static TestServer server() {
    return Objects.requireNonNull(started);
  }
}
