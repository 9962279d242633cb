package vn.antin.auth.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.ldap.peer.ProcessOutput;
import vn.antin.ldap.peer.Slapd;

/** The login page with passwords that live in a real OpenLDAP. */
final class FederatedLoginTest {
  private static Slapd slapd;
  private static TestServer server;
  private static int gatewayPort;
  private JdbcClient jdbc;
  private Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    slapd = Slapd.startIn(folder);
    gatewayPort = FreePort.find();
    server =
        TestServer.start(
            TestDatabase.create(),
            "antin.gateway.enabled=true",
            "antin.gateway.port=" + gatewayPort,
            "antin.gateway.ssl-bundle=ldap",
            "spring.ssl.bundle.pem.ldap.keystore.certificate=" + slapd.certificate(),
            "spring.ssl.bundle.pem.ldap.keystore.private-key=" + slapd.key(),
            "antin.login.throttle.name=4",
            "antin.federation.sources[0].name=tinh",
            "antin.federation.sources[0].urls=" + slapd.url(),
            "antin.federation.sources[0].transport=start-tls",
            "antin.federation.sources[0].trust-file=" + slapd.certificate(),
            "antin.federation.sources[0].bind-dn=" + Slapd.READER,
            "antin.federation.sources[0].bind-password-file=" + slapd.readerPasswordFile(),
            "antin.federation.sources[0].user-base=" + Slapd.USER_BASE);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (slapd != null) {
      slapd.close();
    }
  }

  @BeforeEach
  void freshStart() {
    jdbc = server.bean(JdbcClient.class);
    browser = new Browser(server.origin()).with("Sec-Fetch-Site", "same-origin");
    jdbc.sql("UPDATE account SET username = 'earlier-' || id, federation = NULL").update();
    jdbc.sql("DELETE FROM federated_identity").update();
    jdbc.sql("DELETE FROM login_throttle").update();
  }

  @Test
  void passwordOfTheDirectoryOpensASessionAndTheProfileIsTakenOver() {
    AccountId account = federated("an.nguyen");

    HttpResponse<String> entered = logIn("an.nguyen", "an.nguyen-secret");

    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(browser.cookies()).containsKey("__Host-antin-session");
    assertThat(profile(account))
        .isEqualTo(
            Map.of(
                "family_name", "Nguyễn",
                "middle_name", "Văn",
                "given_name", "An",
                "display_name", "Nguyễn Văn An",
                "email", "an.nguyen@tinh.example",
                "telephone", "0912 345 678"));
    assertThat(audited(account)).containsExactly("account.synced", "login.ok");
  }

  @Test
  void secondLoginChangesNothingAndSaysNothingMore() {
    AccountId account = federated("an.nguyen");
    logIn("an.nguyen", "an.nguyen-secret");
    logIn("an.nguyen", "an.nguyen-secret");

    assertThat(audited(account)).containsExactly("account.synced", "login.ok", "login.ok");
  }

  @Test
  void changeInTheDirectoryArrivesWithTheNextLogin() throws IOException, InterruptedException {
    AccountId account = federated("binh.tran");
    logIn("binh.tran", "binh.tran-secret");

    slapd.modify(
        """
        dn: uid=binh.tran,ou=people,%s
        changetype: modify
        replace: mail
        mail: binh.moi@tinh.example
        """
            .formatted(Slapd.SUFFIX));
    logIn("binh.tran", "binh.tran-secret");

    assertThat(profile(account)).containsEntry("email", "binh.moi@tinh.example");
    assertThat(
            jdbc.sql(
                    """
                    SELECT facts->>'changed' FROM audit.entry
                    WHERE object = :account AND type = 'account.synced' ORDER BY id
                    """)
                .param("account", account.toString())
                .query(String.class)
                .list())
        .containsExactly("name,email", "email");
  }

  @Test
  void wrongPasswordReadsLikeAnyOther() {
    AccountId account = federated("an.nguyen");

    HttpResponse<String> answer = logIn("an.nguyen", "guess");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    assertThat(audited(account)).containsExactly("login.failed");
  }

  @Test
  void localPasswordOfAFederatedAccountCountsForNothing() {
    federated("an.nguyen");

    assertThat(logIn("an.nguyen", TestAccounts.PASSWORD).body())
        .contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    assertThat(logIn("an.nguyen", "").body()).contains("Tên đăng nhập hoặc mật khẩu không đúng.");
  }

  @Test
  void accountThatTheDirectoryDoesNotKnowIsRefused() {
    federated("nobody.there");

    assertThat(logIn("nobody.there", TestAccounts.PASSWORD).body())
        .contains("Tên đăng nhập hoặc mật khẩu không đúng.");
  }

  @Test
  void lockedAccountIsNotToldFromAWrongPassword() {
    AccountId account = federated("locked");

    assertThat(logIn("locked", "locked-secret").body())
        .contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    assertThat(reason(account)).isEqualTo("locked-in-directory");
  }

  @Test
  void expiredPasswordIsSaidToBeExpiredAndOnlyWhenItIsRight() {
    federated("expired");

    assertThat(logIn("expired", "guess").body())
        .contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    assertThat(logIn("expired", "expired-secret").body()).contains("đã hết hạn hoặc phải đổi");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }

  @Test
  void nameThatNowBelongsToAnotherEntryOpensNothing() {
    AccountId account = federated("an.nguyen");
    logIn("an.nguyen", "an.nguyen-secret");
    jdbc.sql("UPDATE account SET username = 'binh.tran' WHERE id = :id")
        .param("id", account.value())
        .update();

    HttpResponse<String> answer = logIn("binh.tran", "binh.tran-secret");

    assertThat(answer.body()).contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    assertThat(reason(account)).isEqualTo("another-entry");
  }

  @Test
  void directoryThatIsDownIsSaidToBeDownAndTheLocalPasswordStaysOut()
      throws IOException, InterruptedException {
    AccountId account = federated("an.nguyen");
    slapd.kill();
    try {
      HttpResponse<String> answer = logIn("an.nguyen", "an.nguyen-secret");
      HttpResponse<String> local = logIn("an.nguyen", TestAccounts.PASSWORD);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("30");
      assertThat(answer.body()).contains("hệ thống tài khoản của cơ quan bạn không trả lời");
      assertThat(local.statusCode()).isEqualTo(503);
      assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
      assertThat(reason(account)).isEqualTo("directory-unreachable");
    } finally {
      slapd.start();
    }
    assertThat(logIn("an.nguyen", "an.nguyen-secret").statusCode()).isEqualTo(303);
  }

  @Test
  void gatewayAsksTheDirectoryTooAndSpeaksTlsWithTheBundle()
      throws IOException, InterruptedException {
    federated("an.nguyen");

    ProcessOutput accepted = whoAmI("an.nguyen-secret");
    ProcessOutput local = whoAmI(TestAccounts.PASSWORD);
    slapd.kill();
    ProcessOutput down = whoAmI("an.nguyen-secret");
    slapd.start();

    assertThat(accepted.text().strip()).isEqualTo("dn:uid=an.nguyen,ou=people,dc=antin");
    assertThat(local.exitCode()).isEqualTo(49);
    assertThat(down.exitCode()).isEqualTo(52);
  }

  private static ProcessOutput whoAmI(String password) throws IOException, InterruptedException {
    return ProcessOutput.of(
        "env",
        "LDAPTLS_CACERT=" + slapd.certificate(),
        "ldapwhoami",
        "-x",
        "-ZZ",
        "-H",
        "ldap://127.0.0.1:" + gatewayPort,
        "-D",
        "uid=an.nguyen,ou=people,dc=antin",
        "-w",
        password);
  }

  @Test
  void guessesAreThrottledBeforeTheDirectoryLocksTheOfficialOut() {
    AccountId account = federated("star*name");
    for (int i = 0; i < 12; i++) {
      assertThat(logIn("star*name", "guess").body())
          .contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    }

    assertThat(reason(account)).isEqualTo("throttled");
    jdbc.sql("DELETE FROM login_throttle").update();
    // Its own limit is five failures, ours here is four.
    assertThat(logIn("star*name", "star*name-secret").statusCode()).isEqualTo(303);
  }

  private AccountId federated(String username) {
    AccountId account =
        new TestAccounts(jdbc, server.bean(Credentials.class), server.bean(SecretHashes.class))
            .active(username);
    jdbc.sql("UPDATE account SET federation = 'tinh' WHERE id = :id")
        .param("id", account.value())
        .update();
    return account;
  }

  /** Each login in a browser of its own: one that is logged in is not asked again. */
  private HttpResponse<String> logIn(String username, String password) {
    browser = new Browser(server.origin()).with("Sec-Fetch-Site", "same-origin");
    return browser.logIn(Browser.location(browser.get("/login")), username, password);
  }

  private Map<String, @Nullable Object> profile(AccountId account) {
    return jdbc.sql(
            """
            SELECT family_name, middle_name, given_name, display_name, email, telephone
            FROM account WHERE id = :id
            """)
        .param("id", account.value())
        .query()
        .singleRow();
  }

  private List<@Nullable String> audited(AccountId account) {
    return jdbc.sql("SELECT type FROM audit.entry WHERE object = :account ORDER BY id")
        .param("account", account.toString())
        .query(String.class)
        .list();
  }

  private String reason(AccountId account) {
    return jdbc.sql(
            """
            SELECT facts->>'reason' FROM audit.entry WHERE object = :account ORDER BY id DESC LIMIT 1
            """)
        .param("account", account.toString())
        .query(String.class)
        .single();
  }
}
