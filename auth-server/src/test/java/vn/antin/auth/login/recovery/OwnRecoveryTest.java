package vn.antin.auth.login.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestMails;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.TypedCode;
import vn.antin.auth.web.House;

/** Officials who replace a forgotten password by themselves, and who have another one chosen. */
@AuthServerTest
@Import(OwnRecoveryTest.Codes.class)
final class OwnRecoveryTest {
  private static final String PHRASE = "gần mực thì đen gần đèn thì sáng";
  private static final String CODE = "\\d{4} \\d{4}";
  private static final String SECOND = "345678";
  private static final String PAPER = "7k2m-9qrt-xy4d";

  private final Codes seconds;
  private final JdbcClient jdbc;
  private final TestAccounts accounts;
  private final String origin;
  private final Browser browser;

  OwnRecoveryTest(
      Codes seconds, JdbcClient jdbc, Credentials credentials, SecretHashes hashes, House house) {
    this.seconds = seconds;
    this.jdbc = jdbc;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    origin = house.issuer().toString();
    browser = new Browser(origin);
  }

  /** One-time codes of officials. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Codes {
    final Map<AccountId, String> ofOfficials = new ConcurrentHashMap<>();
    final Map<AccountId, String> onPaper = new ConcurrentHashMap<>();

    @Bean
    TypedCode someCode() {
      return code(FactorKind.TOTP, ofOfficials);
    }

    @Bean
    TypedCode somePaper() {
      return code(FactorKind.RECOVERY_CODE, onPaper);
    }

    private static TypedCode code(FactorKind kind, Map<AccountId, String> codes) {
      return new TypedCode() {
        @Override
        public FactorKind kind() {
          return kind;
        }

        @Override
        public boolean enrolled(AccountId account) {
          return codes.containsKey(account);
        }

        @Override
        public boolean spend(AccountId account, String typed) {
          return codes.remove(account, typed);
        }
      };
    }
  }

  @Test
  void mailedCodeAndSecondFactorGiveANewPassword() {
    AccountId official = official("own.both");
    Browser elsewhere = new Browser(origin);
    assertThat(logIn(elsewhere, "own.both", TestAccounts.PASSWORD)).isEqualTo(303);
    String flow = flow();
    assertThat(browser.get("/login?flow=" + flow).body()).contains("/login/recovery?flow=" + flow);
    name(flow, "own.both");
    String code = TestMails.awaitTo("own.both@tinh.gov.vn", 1).find(CODE);
    // Not before its turn.
    post("second", flow, Map.of("code", SECOND));
    assertThat(password(flow, PHRASE).statusCode()).isEqualTo(303);
    assertThat(seconds.ofOfficials).containsKey(official);

    assertThat(post("mail", flow, Map.of("code", code)).statusCode()).isEqualTo(303);
    assertThat(post("second", flow, Map.of("code", "000000")).body()).contains("Mã không đúng");
    assertThat(post("second", flow, Map.of("code", SECOND)).statusCode()).isEqualTo(303);
    assertThat(password(flow, "ngắn").body()).contains("ít nhất");
    assertThat(Browser.location(password(flow, PHRASE))).isEqualTo("/login?flow=" + flow);

    assertThat(elsewhere.get("/account").statusCode()).isEqualTo(303);
    assertThat(logIn(new Browser(origin), "own.both", TestAccounts.PASSWORD)).isEqualTo(200);
    assertThat(browser.logIn("/login?flow=" + flow, "own.both", PHRASE).statusCode())
        .isEqualTo(303);
    assertThat(
            jdbc.sql(
                    """
                    SELECT string_agg(type, ' ' ORDER BY id) FROM audit.entry
                    WHERE object = :official AND type LIKE '%recover%'
                    """)
                .param("official", official.toString())
                .query(String.class)
                .single())
        .isEqualTo("recovery.asked account.recovered");
  }

  @Test
  void wrongCodeCountsAgainstTheKindItLooksLike() {
    AccountId official = official("own.kinds");
    seconds.onPaper.put(official, PAPER);
    String flow = flow();
    name(flow, "own.kinds");
    post("mail", flow, Map.of("code", TestMails.awaitTo("own.kinds@tinh.gov.vn", 1).find(CODE)));
    post("second", flow, Map.of("code", "000 000"));
    assertThat(counted(official)).containsExactly("totp 1");
    post("second", flow, Map.of("code", "0000-0000-0000"));
    assertThat(counted(official)).containsExactly("recovery-code 1", "totp 1");
    assertThat(post("second", flow, Map.of("code", PAPER)).statusCode()).isEqualTo(303);
    assertThat(counted(official)).containsExactly("totp 1");
  }

  private List<String> counted(AccountId official) {
    return jdbc.sql(
            """
            SELECT factor || ' ' || failures FROM code_failure
            WHERE account_id = :account ORDER BY factor
            """)
        .param("account", official.value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  @Test
  void mailAloneIsNotEnough() {
    AccountId official = official("own.mail");
    seconds.ofOfficials.remove(official);
    String flow = flow();
    name(flow, "own.mail");
    post("mail", flow, Map.of("code", TestMails.awaitTo("own.mail@tinh.gov.vn", 1).find(CODE)));
    assertThat(browser.get("/login/recovery?flow=" + flow).body())
        .contains("hãy liên hệ quản trị viên")
        .doesNotContain("name=\"password\"");
    password(flow, PHRASE);
    assertThat(logIn(new Browser(origin), "own.mail", TestAccounts.PASSWORD)).isEqualTo(303);
  }

  @Test
  void unknownNameAndUnprovenAddressLookLikeAnyOther() {
    official("own.known");
    accounts.active("own.unproven");
    String known = pageFor("own.known");
    assertThat(pageFor("own.unproven")).isEqualTo(known);
    assertThat(pageFor("own.nobody")).isEqualTo(known);
    TestMails.awaitTo("own.known@tinh.gov.vn", 1);
    assertThat(TestMails.to("own.unproven@tinh.gov.vn")).isEmpty();
    String flow = flow();
    name(flow, "own.nobody");
    assertThat(post("mail", flow, Map.of("code", "12345678")).body()).contains("Mã không đúng");
  }

  @Test
  void oneAddressDoesNotUseUpTheMailsOfAnOfficialsHour() {
    official("own.bombed");
    for (int mail = 1; mail <= 3; mail++) {
      name(flow(), "own.bombed");
      TestMails.awaitTo("own.bombed@tinh.gov.vn", mail);
    }
    String flow = flow();
    assertThat(post("name", flow, Map.of("username", "own.bombed")).body())
        .contains("Vừa có quá nhiều lần yêu cầu");
    // A name that nobody has is counted the same way.
    for (int again = 1; again <= 3; again++) {
      name(flow(), "own.bombed.nobody");
    }
    assertThat(post("name", flow(), Map.of("username", "own.bombed.nobody")).body())
        .contains("Vừa có quá nhiều lần yêu cầu");
    assertThat(TestMails.to("own.bombed@tinh.gov.vn")).hasSize(3);
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM mail_code m JOIN account a ON a.id = m.account_id"
                        + " WHERE a.username = 'own.bombed'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void recoveryBelongsToTheBrowserThatBeganIt() {
    official("own.browser");
    String flow = flow();
    name(flow, "own.browser");
    String code = TestMails.awaitTo("own.browser@tinh.gov.vn", 1).find(CODE);
    Browser stranger = new Browser(origin);
    assertThat(
            Browser.location(
                stranger.post("/login/recovery/mail", Map.of("flow", flow, "code", code))))
        .isEqualTo("/login/expired");
  }

  @Test
  void officialChangesThePasswordAndOtherSessionsEnd() {
    accounts.active("own.change");
    Browser other = new Browser(origin);
    logIn(other, "own.change", TestAccounts.PASSWORD);
    logIn(browser, "own.change", TestAccounts.PASSWORD);
    String path = "/account/factors/password";
    assertThat(browser.get(path).body()).contains("Đổi mật khẩu");
    assertThat(browser.post(path, Map.of("password", "ngắn", "repeated", "ngắn")).body())
        .contains("ít nhất");
    assertThat(browser.post(path, Map.of("password", PHRASE, "repeated", PHRASE)).statusCode())
        .isEqualTo(303);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(other.get("/account").statusCode()).isEqualTo(303);
    assertThat(logIn(new Browser(origin), "own.change", PHRASE)).isEqualTo(303);
    await()
        .untilAsserted(() ->
            assertThat(TestMails.to("own.change@tinh.gov.vn"))
                .extracting(TestMails.Received::subject)
                .anyMatch(subject -> subject.contains("mật khẩu đã được đổi")));
  }

  private AccountId official(String username) {
    AccountId official = accounts.active(username);
    jdbc.sql(
            """
            INSERT INTO proven_address (account_id, address, proven_at)
            SELECT id, email, now() FROM account WHERE id = :id
            """)
        .param("id", official.value())
        .update();
    seconds.ofOfficials.put(official, SECOND);
    return official;
  }

  private String flow() {
    String login = Browser.location(browser.get("/login"));
    return login.substring(login.indexOf('=') + 1);
  }

  private void name(String flow, String username) {
    assertThat(Browser.location(post("name", flow, Map.of("username", username))))
        .isEqualTo("/login/recovery?flow=" + flow);
    assertThat(browser.get("/login/recovery?flow=" + flow).body())
        .contains("name=\"code\"")
        .doesNotContain(username);
  }

  private String pageFor(String username) {
    String flow = flow();
    name(flow, username);
    return browser.get("/login/recovery?flow=" + flow).body().replace(flow, "");
  }

  private HttpResponse<String> post(String step, String flow, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("flow", flow);
    return browser.post("/login/recovery/" + step, form);
  }

  private HttpResponse<String> password(String flow, String password) {
    return post("password", flow, Map.of("password", password, "repeated", password));
  }

  private static int logIn(Browser with, String username, String password) {
    return with.logIn(Browser.location(with.get("/login")), username, password).statusCode();
  }
}
