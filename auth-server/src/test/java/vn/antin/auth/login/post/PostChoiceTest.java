package vn.antin.auth.login.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestUnits;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;

@OAuth2Test
final class PostChoiceTest {
  private final Protocol protocol;
  private final TestAccounts accounts;
  private final JdbcClient jdbc;
  private final TestUnits tree;
  private final String username = "post-" + UUID.randomUUID();
  private AccountId account;
  private UUID main;
  private UUID second;
  private Browser browser;

  PostChoiceTest(Protocol protocol, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    tree = new TestUnits(jdbc);
  }

  @BeforeEach
  void anOfficialWithTwoPosts() {
    account = accounts.active(username);
    UUID unit = anyUnit();
    main = tree.seat(account, tree.post(unit, "Chuyên viên"), "main");
    second = tree.seat(account, tree.post(unit, "Phó Trưởng phòng"), "concurrent");
    browser = protocol.browser();
  }

  @Test
  void officialWithSeveralPostsChoosesOneAtLogin() {
    HttpResponse<String> proved = logIn("/account?from=here");
    assertThat(Browser.location(proved)).startsWith("/login/post?flow=");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    HttpResponse<String> page = browser.follow(proved);
    assertThat(page.body()).contains("Chuyên viên").contains("Phó Trưởng phòng");

    HttpResponse<String> chosen = choose(page, second);
    assertThat(Browser.location(chosen)).isEqualTo("/account?from=here");
    assertThat(browser.cookies()).containsKey("__Host-antin-session");
    assertThat(acted()).isEqualTo(second);
  }

  @Test
  void postOfSomebodyElseOrOneNotHeldAnyMoreIsNotTaken() {
    AccountId other = accounts.active("post-" + UUID.randomUUID());
    UUID foreign = tree.seat(other, tree.post(anyUnit(), "Kế toán"), "main");
    HttpResponse<String> page = browser.follow(logIn("/account"));
    assertThat(choose(page, foreign).statusCode()).isEqualTo(200);
    tree.unseat(second);
    HttpResponse<String> again = choose(page, second);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("không còn giữ chức vụ");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }

  @Test
  void officialWithOnePostIsNotAsked() {
    tree.unseat(second);
    assertThat(Browser.location(logIn("/account?from=here"))).isEqualTo("/account?from=here");
  }

  @Test
  void postsAreShownOnlyToWhoHasProvedThemselves() {
    String login = Browser.location(browser.get("/account"));
    String flow = login.substring(login.indexOf('=') + 1);
    HttpResponse<String> early = browser.get("/login/post?flow=" + flow);
    assertThat(Browser.location(early)).isEqualTo("/login/expired");

    browser.logIn(login, username, TestAccounts.PASSWORD);
    Browser thief = protocol.browser();
    thief.get("/login");
    assertThat(Browser.location(thief.get("/login/post?flow=" + flow))).isEqualTo("/login/expired");
    assertThat(
            Browser.location(
                thief.post("/login/post", Map.of("flow", flow, "post", second.toString()))))
        .isEqualTo("/login/expired");
  }

  @Test
  void sessionGoesOnInAnotherPost() {
    choose(browser.follow(logIn("/account")), main);
    assertThat(browser.get("/account").body()).contains("href=\"/account/post\"");
    assertThat(browser.get("/account/post").body()).contains("checked");
    HttpResponse<String> changed = browser.post("/account/post", Map.of("post", second.toString()));
    assertThat(Browser.location(changed)).isEqualTo("/account");
    assertThat(acted()).isEqualTo(second);

    AccountId other = accounts.active("post-" + UUID.randomUUID());
    UUID foreign = tree.seat(other, tree.post(anyUnit(), "Kế toán"), "main");
    assertThat(browser.post("/account/post", Map.of("post", foreign.toString())).body())
        .contains("không còn giữ chức vụ");
    assertThat(acted()).isEqualTo(second);
  }

  @Test
  void confirmingAnOpenSessionDoesNotAskAgain() {
    choose(browser.follow(logIn("/account")), second);
    Map<String, String> request = Protocol.with(Protocol.demoRequest(), "prompt", "login");
    HttpResponse<String> parked = protocol.authorize(browser, request).response();
    HttpResponse<String> proved =
        browser.logIn(Browser.location(parked), username, TestAccounts.PASSWORD);
    assertThat(Browser.location(proved)).startsWith("/oauth2/authorize?");
    assertThat(acted()).isEqualTo(second);
  }

  private HttpResponse<String> logIn(String address) {
    return browser.logIn(Browser.location(browser.get(address)), username, TestAccounts.PASSWORD);
  }

  private HttpResponse<String> choose(HttpResponse<String> page, UUID post) {
    return browser.post(
        "/login/post", Map.of("flow", Browser.field(page.body(), "flow"), "post", post.toString()));
  }

  private UUID anyUnit() {
    return tree.unit("province", "P" + UUID.randomUUID().toString().substring(0, 8), null);
  }

  private UUID acted() {
    return jdbc.sql(
            "SELECT assignment_id FROM session WHERE account_id = :account AND ended_at IS NULL")
        .param("account", account.value())
        .query(UUID.class)
        .single();
  }
}
