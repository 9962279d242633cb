package vn.antin.auth.api.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestMails;
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

/** Recoveries begun by administrators, from the request to the new password. */
@AuthServerTest
@Import(WithFakeTokens.class)
final class RecoveryTest {
  private static final String PHRASE = "nước chảy đá mòn ba trăm năm";

  private final JdbcClient jdbc;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final TestTree tree;
  private final String origin;
  private final Browser officialsBrowser;

  private AccountId helpDesk = new AccountId(new UUID(0, 0));
  private AccountId security = helpDesk;
  private AccountId official = helpDesk;
  private AccountId stranger = helpDesk;
  private String username = "";

  RecoveryTest(JdbcClient jdbc, Credentials credentials, SecretHashes hashes, House house) {
    this.jdbc = jdbc;
    this.credentials = credentials;
    this.hashes = hashes;
    tree = new TestTree(jdbc);
    origin = house.issuer().toString();
    officialsBrowser = new Browser(origin);
  }

  @BeforeEach
  void grow() throws TooManyHashes {
    UnitId province = tree.unit(null, "Tỉnh");
    UnitId commune = tree.unit(province, "Xã");
    helpDesk = tree.official(commune, "An");
    security = tree.official(province, "Bình");
    official = tree.official(commune, "Chi");
    stranger = tree.official(tree.unit(province, "Xã khác"), "Dung");
    tree.role(helpDesk, Role.HELP_DESK, commune);
    tree.role(security, Role.SECURITY_ADMINISTRATOR, province);
    credentials.setPassword(official, hashes.hash(new Password(TestAccounts.PASSWORD)));
    username =
        jdbc.sql("SELECT username FROM account WHERE id = :id")
            .param("id", official.value())
            .query(String.class)
            .single();
    jdbc.sql("UPDATE account SET email = :email WHERE id = :id")
        .param("email", address())
        .param("id", official.value())
        .update();
  }

  @Test
  void linkToAProvenAddressNeedsOneAdministratorAndEndsSessions() {
    proven();
    assertThat(logIn(TestAccounts.PASSWORD)).isTrue();
    Rest.Reply begun = start(helpDesk, "mail", false);
    assertThat(begun.status()).isEqualTo(201);
    TestMails.Received mail = TestMails.awaitTo(address(), 1);
    assertThat(mail.subject()).isEqualTo("Đặt lại mật khẩu");
    assertThat(mail.text()).contains("Lê An");
    String link = mail.find("http\\S+");
    assertThat(begun.response().body()).doesNotContain("token");
    assertThat(officialsBrowser.get("/account").statusCode()).isEqualTo(200);

    String token = Browser.field(new Browser(origin).get(link).body(), "token");
    assertThat(setPassword(token).statusCode()).isEqualTo(303);
    assertThat(officialsBrowser.get("/account").statusCode()).isEqualTo(303);
    assertThat(logIn(TestAccounts.PASSWORD)).isFalse();
    assertThat(logIn(PHRASE)).isTrue();
    assertThat(setPassword(token).statusCode()).isEqualTo(410);
    assertThat(as(helpDesk).get(path(official)).text("state")).isEqualTo("used");
    TestMails.awaitTo(address(), 2);
    assertThat(audited())
        .contains("recovery.started", "account.recovered")
        .doesNotContain("power.proposed");
  }

  @Test
  void unprovenAddressPaperAndFactorsNeedASecondAdministrator() {
    for (String way : new String[] {"mail", "slip"}) {
      Rest.Reply proposed = start(helpDesk, way, true);
      assertThat(proposed.status()).isEqualTo(202);
      String proposal = proposed.text("proposal");
      assertThat(as(helpDesk).post("/api/proposals/" + proposal + "/approve", null).status())
          .isEqualTo(403);
      assertThat(as(security).post("/api/proposals/" + proposal + "/refuse", null).status())
          .isEqualTo(200);
    }
    assertThat(TestMails.to(address())).isEmpty();
    assertThat(as(helpDesk).get(path(official)).status()).isEqualTo(404);
  }

  @Test
  void slipIsPrintedByWhoBeganItAndSetsThePasswordOnce() {
    String proposal = start(helpDesk, "slip", false).text("proposal");
    assertThat(as(helpDesk).post(path(official) + "/slip", null).status()).isEqualTo(409);
    assertThat(as(security).post("/api/proposals/" + proposal + "/approve", null).status())
        .isEqualTo(200);
    assertThat(TestMails.awaitTo(address(), 1).subject())
        .isEqualTo("Tài khoản của bạn đang được khôi phục");
    assertThat(as(security).post(path(official) + "/slip", null).status()).isEqualTo(409);
    String lost = as(helpDesk).post(path(official) + "/slip", null).text("code");
    Rest.Reply slip = as(helpDesk).post(path(official) + "/slip", null);
    assertThat(slip.status()).isEqualTo(201);
    assertThat(slip.header("Cache-Control")).contains("no-store");
    String code = slip.text("code");
    assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}");

    Browser browser = new Browser(origin);
    assertThat(browser.get("/activate").body()).contains("Nhập mã trên phiếu");
    assertThat(browser.get("/activate?token=" + lost).statusCode()).isEqualTo(410);
    String typed = code.toLowerCase(Locale.ROOT).replace("-", "%20");
    HttpResponse<String> page = browser.get("/activate?token=" + typed);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(setPassword(Browser.field(page.body(), "token")).statusCode()).isEqualTo(303);
    assertThat(browser.get("/activate?token=" + typed).statusCode()).isEqualTo(410);
    assertThat(logIn(PHRASE)).isTrue();
  }

  @Test
  void withdrawnRecoveryIsWorthNothing() {
    proven();
    start(helpDesk, "mail", false);
    String link = TestMails.awaitTo(address(), 1).find("http\\S+");
    assertThat(as(security).send("DELETE", path(official), null).status()).isEqualTo(204);
    assertThat(new Browser(origin).get(link).statusCode()).isEqualTo(410);
    assertThat(as(helpDesk).get(path(official)).text("state")).isEqualTo("withdrawn");
    assertThat(as(security).send("DELETE", path(official), null).status()).isEqualTo(409);
  }

  @Test
  void nobodyBeginsItOutsideTheirPowerOrForThemselves() {
    assertThat(start(stranger, "mail", false).status()).isEqualTo(404);
    assertThat(as(helpDesk).post(path(stranger), wish("mail", false)).status()).isEqualTo(404);
    assertThat(as(helpDesk).get(path(stranger)).status()).isEqualTo(404);
    assertThat(as(helpDesk).post(path(stranger) + "/slip", null).status()).isEqualTo(404);
    assertThat(as(helpDesk).send("DELETE", path(stranger), null).status()).isEqualTo(404);
    // Who holds more is not recovered by who holds less.
    assertThat(as(helpDesk).post(path(security), wish("mail", false)).status()).isEqualTo(404);
    assertThat(as(security).post(path(security), wish("mail", false)).status()).isEqualTo(403);
    assertThat(start(helpDesk, "fax", false).status()).isEqualTo(422);
    assertThat(as(helpDesk).post(path(official), Map.of("way", "mail")).status()).isEqualTo(422);
  }

  @Test
  void accountThatCannotBeRecoveredSaysWhy() {
    jdbc.sql("UPDATE account SET email = NULL WHERE id = :id")
        .param("id", official.value())
        .update();
    assertThat(start(helpDesk, "mail", false).text("type"))
        .isEqualTo("urn:antin:problem:no-address");
    jdbc.sql("UPDATE account SET federation = 'ad' WHERE id = :id")
        .param("id", official.value())
        .update();
    assertThat(start(helpDesk, "slip", false).text("type"))
        .isEqualTo("urn:antin:problem:password-elsewhere");
  }

  private void proven() {
    jdbc.sql(
            """
            INSERT INTO proven_address (account_id, address, proven_at)
            VALUES (:id, :address, now())
            """)
        .param("id", official.value())
        .param("address", address())
        .update();
  }

  private String address() {
    return "a" + official.value() + "@tinh.gov.vn";
  }

  private static String path(AccountId about) {
    return "/api/accounts/" + about + "/recovery";
  }

  private Rest.Reply start(AccountId by, String way, boolean factors) {
    return as(by).post(path(official), wish(way, factors));
  }

  private static Map<String, Object> wish(String way, boolean factors) {
    return Map.of("way", way, "resetsFactors", factors, "reason", "quên mật khẩu");
  }

  private Rest as(AccountId who) {
    return new Rest(origin, who + "_admin");
  }

  private boolean logIn(String password) {
    HttpResponse<String> page = officialsBrowser.get("/login");
    String login = Browser.location(page);
    return officialsBrowser.logIn(login, username, password).statusCode() == 303;
  }

  private HttpResponse<String> setPassword(String token) {
    return new Browser(origin)
        .post("/activate", Map.of("token", token, "password", PHRASE, "repeated", PHRASE));
  }

  private String audited() {
    return jdbc.sql(
            "SELECT string_agg(type, ' ' ORDER BY id) FROM audit.entry WHERE object = :official")
        .param("official", official.toString())
        .query(String.class)
        .single();
  }
}
