package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.password.PasswordImport;
import vn.antin.auth.web.House;

/** Passwords brought along, demanded anew, and changed. */
@AuthServerTest
@Import(TestClock.Setup.class)
final class PasswordChangeTest {
  private static final String NEW = "thuyền về bến cũ lúc hoàng hôn";
  private static final String OLD_SYSTEM = "{SSHA}XgHjfTK+suvaPALKh6ALZ+HU5iEBAgMEBQYHCA==";
  private static final String OLD_PASSWORD = "Mật khẩu cũ 2019";

  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Credentials credentials;
  private final TestAccounts accounts;
  private final Environment environment;
  private final String origin;
  private Browser browser;

  PasswordChangeTest(
      House house,
      JdbcClient jdbc,
      TestClock clock,
      Credentials credentials,
      SecretHashes hashes,
      Environment environment) {
    this.environment = environment;
    this.jdbc = jdbc;
    this.clock = clock;
    this.credentials = credentials;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    origin = house.issuer().toString();
    browser = new Browser(origin);
  }

  @BeforeEach
  void newBrowser() {
    browser = new Browser(origin);
    jdbc.sql("DELETE FROM login_throttle").update();
  }

  @Test
  void hashOfAnotherSystemIsReplacedAtTheFirstLogin() {
    AccountId account = accounts.active("password.foreign");
    credentials.setPassword(account, OLD_SYSTEM);
    assertThat(logIn("password.foreign", "no").statusCode()).isEqualTo(200);
    assertThat(logIn("password.foreign", OLD_PASSWORD).statusCode()).isEqualTo(303);
    assertThat(credentials.passwordHash(account).orElseThrow()).startsWith("$argon2id$");
    browser = new Browser(origin);
    assertThat(logIn("password.foreign", OLD_PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void hashesAreImportedFromAFileByTheOperator(@TempDir Path folder) throws IOException {
    AccountId without = accounts.active("password.import");
    credentials.removePassword(without);
    AccountId with = accounts.active("password.present");
    String present = credentials.passwordHash(with).orElseThrow();
    Path file =
        Files.writeString(
            folder.resolve("hashes.csv"),
            """
            # from the old portal
            password.import,%1$s
            password.present,%1$s
            """
                .formatted(OLD_SYSTEM));
    assertThat(PasswordImport.run(file, database())).isZero();
    assertThat(credentials.passwordHash(with)).hasValue(present);
    assertThat(logIn("password.import", OLD_PASSWORD).statusCode()).isEqualTo(303);
    Files.writeString(file, "password.import,not a hash\n");
    assertThat(PasswordImport.run(file, database())).isEqualTo(1);
  }

  private String[] database() {
    return Stream.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.flyway.url",
            "spring.flyway.user",
            "spring.flyway.password")
        .filter(environment::containsProperty)
        .map(name -> "--" + name + "=" + environment.getProperty(name))
        .toArray(String[]::new);
  }

  @Test
  void demandedChangeComesBeforeTheSession() {
    AccountId account = accounts.active("password.due");
    credentials.demandChange(account);
    HttpResponse<String> due = logIn("password.due", TestAccounts.PASSWORD);
    assertThat(Browser.location(due)).startsWith("/login/new-password?flow=");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
    assertThat(browser.follow(due).body()).contains("phải được đổi", "Ít nhất 15 ký tự");
    assertThat(change("/login/new-password", flow(due), TestAccounts.PASSWORD).body())
        .contains("phải khác");
    assertThat(change("/login/new-password", flow(due), "ngắn").body())
        .contains("ít nhất 15 ký tự");
    HttpResponse<String> changed = change("/login/new-password", flow(due), NEW);
    assertThat(Browser.location(changed)).isEqualTo("/account");
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    browser = new Browser(origin);
    assertThat(Browser.location(logIn("password.due", NEW))).isEqualTo("/account");
  }

  @Test
  void noPasswordIsChangedBeforeItIsProved() {
    AccountId account = accounts.active("password.unproved");
    credentials.demandChange(account);
    String login = Browser.location(browser.get("/login"));
    String before = credentials.passwordHash(account).orElseThrow();
    HttpResponse<String> tried =
        change("/login/new-password", login.substring(login.indexOf('=') + 1), NEW);
    assertThat(Browser.location(tried)).isEqualTo("/login/expired");
    assertThat(credentials.passwordHash(account)).hasValue(before);
  }

  @Test
  void ownPasswordIsChangedAfterAFreshProofAndEndsOtherSessions() {
    accounts.active("password.own");
    logIn("password.own", TestAccounts.PASSWORD);
    Browser here = browser;
    browser = new Browser(origin);
    logIn("password.own", TestAccounts.PASSWORD);
    Browser elsewhere = browser;
    clock.advance(Duration.ofMinutes(11));
    HttpResponse<String> late = here.get("/account/factors/password");
    assertThat(Browser.location(late)).startsWith("/login?flow=");
    String page = here.follow(late).body();
    assertThat(page).contains("Hãy xác nhận lại chính bạn", "readonly");
    HttpResponse<String> proved =
        here.logIn(Browser.location(late), "password.own", TestAccounts.PASSWORD);
    assertThat(Browser.location(proved)).isEqualTo("/account/factors/password");
    assertThat(
            here.post(
                    "/account/factors/password",
                    Map.of("password", "password.own 12345", "repeated", "password.own 12345"))
                .body())
        .contains("không được ghép từ tên");
    HttpResponse<String> changed =
        here.post("/account/factors/password", Map.of("password", NEW, "repeated", NEW));
    assertThat(changed.statusCode()).isEqualTo(303);
    assertThat(here.get("/account").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void proofOfAnotherOfficialDoesNotCountForThisOne() {
    accounts.active("password.mine");
    accounts.active("password.yours");
    logIn("password.mine", TestAccounts.PASSWORD);
    clock.advance(Duration.ofMinutes(11));
    HttpResponse<String> asked = browser.get("/account/factors/password");
    HttpResponse<String> other =
        browser.logIn(Browser.location(asked), "password.yours", TestAccounts.PASSWORD);
    assertThat(Browser.location(other)).contains("told=OTHER_ACCOUNT");
  }

  private HttpResponse<String> change(String page, String flow, String password) {
    return browser.post(page, Map.of("flow", flow, "password", password, "repeated", password));
  }

  private HttpResponse<String> logIn(String username, String password) {
    return browser.logIn(Browser.location(browser.get("/login")), username, password);
  }

  private static String flow(HttpResponse<String> response) {
    String location = Browser.location(response);
    return location.substring(location.indexOf("flow=") + 5);
  }
}
