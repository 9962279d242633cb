package vn.antin.auth.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestMails;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.web.House;
import vn.antin.ldap.peer.ProcessOutput;

/** The LDAP gateway does not let a password do where a second factor is needed. */
@AuthServerTest
@Import(GatewaySecondFactorTest.Chosen.class)
@TestPropertySource(properties = {"antin.gateway.enabled=true", "antin.gateway.port=0"})
final class GatewaySecondFactorTest {
  private static final String PATH = "/account/factors/application-password";

  private final GatewayLifecycle gateway;
  private final Chosen chosen;
  private final ApplicationEventPublisher events;
  private final JdbcClient jdbc;
  private final TestAccounts accounts;
  private final String origin;
  private final Browser browser;

  GatewaySecondFactorTest(
      GatewayLifecycle gateway,
      Chosen chosen,
      ApplicationEventPublisher events,
      JdbcClient jdbc,
      Credentials credentials,
      SecretHashes hashes,
      House house) {
    this.gateway = gateway;
    this.chosen = chosen;
    this.events = events;
    this.jdbc = jdbc;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    origin = house.issuer().toString();
    browser = new Browser(origin);
  }

  /** Officials who have set up a second factor, as far as the gateway sees. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Chosen {
    final Set<AccountId> officials = ConcurrentHashMap.newKeySet();

    @Bean
    Factor chosenFactor() {
      return new Factor() {
        @Override
        public FactorKind kind() {
          return FactorKind.PASSKEY;
        }

        @Override
        public boolean identifies() {
          return false;
        }

        @Override
        public boolean enrolled(AccountId account) {
          return officials.contains(account);
        }
      };
    }
  }

  @Test
  void accountWithASecondFactorBindsOnlyWithAPasswordForTheSystem() throws LDAPException {
    AccountId official = accounts.active("ldap.second");
    String made = make("ldap.second", "Máy in phòng Kinh tế");
    assertThat(bind("ldap.second", TestAccounts.PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    chosen.officials.add(official);
    assertThat(bind("ldap.second", TestAccounts.PASSWORD))
        .isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(bind("ldap.second", made)).isEqualTo(ResultCode.SUCCESS);
    assertThat(
            jdbc.sql(
                    """
                    SELECT string_agg(coalesce(facts ->> 'reason', facts ->> 'method'), ' '
                      ORDER BY id)
                    FROM audit.entry WHERE object = :official AND type IN ('login.ok', 'login.failed')
                    """)
                .param("official", official.toString())
                .query(String.class)
                .single())
        .endsWith("second-factor-needed application-password");
  }

  @Test
  void guessesAtAnAccountWithASecondFactorAreCountedAndTheRightPasswordIsNot()
      throws LDAPException {
    chosen.officials.add(accounts.active("ldap.guessed"));
    for (int i = 0; i < 12; i++) {
      assertThat(bind("ldap.guessed", TestAccounts.PASSWORD))
          .isEqualTo(ResultCode.INVALID_CREDENTIALS);
    }
    assertThat(webLogin("ldap.guessed")).as("a program with the right password").isEqualTo(303);
    for (int i = 0; i < 12; i++) {
      assertThat(bind("ldap.guessed", "sai-mật-khẩu")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    }
    assertThat(webLogin("ldap.guessed")).as("somebody who guesses").isEqualTo(200);
    assertThat(
            jdbc.sql(
                    """
                    SELECT e.type FROM audit.entry e JOIN account a ON a.id::text = e.object
                    WHERE a.username = 'ldap.guessed' ORDER BY e.id DESC LIMIT 1
                    """)
                .query(String.class)
                .single())
        .isEqualTo("login.throttled");
  }

  @Test
  void ldapsearchBindsWithThePasswordForTheSystemAlone() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ldapsearch")),
        "needs the package ldap-utils (apt-get install ldap-utils)");
    AccountId official = accounts.active("ldap.tool");
    String made = make("ldap.tool", "Máy in");
    chosen.officials.add(official);
    ProcessOutput found = ldapsearch("ldap.tool", made);
    assertThat(found.exitCode()).as(found.text()).isZero();
    assertThat(found.lines()).contains("dn: uid=ldap.tool,ou=people,dc=antin");
    assertThat(ldapsearch("ldap.tool", TestAccounts.PASSWORD).exitCode())
        .isEqualTo(ResultCode.INVALID_CREDENTIALS_INT_VALUE);
  }

  private ProcessOutput ldapsearch(String username, String password)
      throws IOException, InterruptedException {
    return ProcessOutput.of(
        "ldapsearch",
        "-x",
        "-LLL",
        "-H",
        "ldap://127.0.0.1:" + gateway.port(),
        "-D",
        "uid=" + username + ",ou=people,dc=antin",
        "-w",
        password,
        "-b",
        "dc=antin",
        "(uid=" + username + ")",
        "mail");
  }

  private int webLogin(String username) {
    Browser unknown = new Browser(origin);
    String login = Browser.location(unknown.get("/login"));
    return unknown.logIn(login, username, TestAccounts.PASSWORD).statusCode();
  }

  @Test
  void madePasswordOpensNoOtherDoorAndNoOtherAccount() throws LDAPException {
    accounts.active("ldap.door");
    accounts.active("ldap.other");
    String made = make("ldap.door", "Thư");
    assertThat(bind("ldap.other", made)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(bind("ldap.nobody", made)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    Browser stranger = new Browser(origin);
    String login = Browser.location(stranger.get("/login"));
    assertThat(stranger.logIn(login, "ldap.door", made).statusCode()).isEqualTo(200);
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE username = 'ldap.door'").update();
    assertThat(bind("ldap.door", made)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
  }

  @Test
  void revokedPasswordAndResetFactorsEndIt() throws LDAPException {
    AccountId official = accounts.active("ldap.revoked");
    String first = make("ldap.revoked", "Một");
    String page = browser.get(PATH).body();
    assertThat(page).contains("Một").doesNotContain(first);
    Matcher revoke = Pattern.compile(PATH + "/[0-9a-f-]+/revoke").matcher(page);
    assertThat(revoke.find()).isTrue();
    assertThat(browser.post(revoke.group(), Map.of()).statusCode()).isEqualTo(303);
    assertThat(bind("ldap.revoked", first)).isEqualTo(ResultCode.INVALID_CREDENTIALS);

    HttpResponse<String> fresh = browser.post(PATH, Map.of("system", "Hai"));
    assertThat(fresh.body()).contains("uid=ldap.revoked,ou=people,dc=antin");
    String second = made(fresh);
    assertThat(bind("ldap.revoked", second)).isEqualTo(ResultCode.SUCCESS);
    events.publishEvent(new FactorsReset(official));
    assertThat(bind("ldap.revoked", second)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    TestMails.awaitTo("ldap.revoked@tinh.gov.vn", 4);
    assertThat(TestMails.to("ldap.revoked@tinh.gov.vn"))
        .extracting(TestMails.Received::subject)
        .anyMatch(subject -> subject.contains("đã tạo một mật khẩu riêng"))
        .anyMatch(subject -> subject.contains("đã bị thu hồi"));
  }

  @Test
  void namelessAndTooManyAreRefusedInWords() {
    accounts.active("ldap.many");
    make("ldap.many", "0");
    assertThat(browser.post(PATH, Map.of("system", " ")).body()).contains("Hãy đặt tên");
    for (int number = 1; number < ApplicationPasswords.MOST; number++) {
      browser.post(PATH, Map.of("system", "h" + number));
    }
    assertThat(browser.post(PATH, Map.of("system", "x")).body()).contains("Bạn đã có đủ");
  }

  private String make(String username, String system) {
    browser.cookies().clear();
    browser.logIn(Browser.location(browser.get("/login")), username, TestAccounts.PASSWORD);
    HttpResponse<String> page = browser.post(PATH, Map.of("system", system));
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    return made(page);
  }

  private static String made(HttpResponse<String> page) {
    Matcher password = Pattern.compile("antin-[a-z2-7]{32}").matcher(page.body());
    assertThat(password.find()).isTrue();
    return password.group();
  }

  private ResultCode bind(String username, String password) throws LDAPException {
    try (LDAPConnection connection = new LDAPConnection("127.0.0.1", gateway.port())) {
      return connection.bind("uid=" + username + ",ou=people,dc=antin", password).getResultCode();
    } catch (LDAPException e) {
      return e.getResultCode();
    }
  }
}
