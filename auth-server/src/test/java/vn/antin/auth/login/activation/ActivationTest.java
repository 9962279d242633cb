package vn.antin.auth.login.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

@AuthServerTest
final class ActivationTest {
  private static final String PHRASE = "con trâu đi trước cái cày";

  private final House house;
  private final JdbcClient jdbc;
  private final Environment environment;
  private final Activations activations;
  private final TestAccounts officials;
  private final Browser browser;

  ActivationTest(
      House house,
      JdbcClient jdbc,
      Environment environment,
      Activations activations,
      Credentials credentials,
      SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.environment = environment;
    this.activations = activations;
    officials = new TestAccounts(jdbc, credentials, hashes);
    browser = new Browser(house.issuer().toString());
  }

  @Test
  void linkFromTheCommandLineSetsThePasswordOnce() {
    String link = command("quantri.mot");
    assertThat(link).startsWith(house.issuer() + "/activate?token=");
    HttpResponse<String> page = browser.get(link);
    assertThat(page.statusCode()).isEqualTo(200);
    String token = Browser.field(page.body(), "token");

    assertThat(Browser.location(set(token, PHRASE, PHRASE))).isEqualTo("/activated");
    assertThat(browser.get("/activated").body()).contains("Đã đặt mật khẩu");
    assertThat(browser.get(link).statusCode()).isEqualTo(410);
    assertThat(set(token, PHRASE + "!", PHRASE + "!").statusCode()).isEqualTo(410);

    String login = Browser.location(browser.get("/account"));
    assertThat(browser.logIn(login, "quantri.mot", PHRASE).statusCode()).isEqualTo(303);
    assertThat(
            jdbc.sql(
                    """
                    SELECT (u.parent_id IS NULL) || ' ' || g.role FROM role_grant g
                    JOIN account a ON a.id = g.account_id JOIN org_unit u ON u.id = g.unit_id
                    WHERE a.username = 'quantri.mot'
                    """)
                .query(String.class)
                .single())
        .isEqualTo("true security-administrator");
    assertThat(
            jdbc.sql(
                    """
                    SELECT string_agg(e.type, ' ' ORDER BY e.id) FROM audit.entry e
                    JOIN account a ON a.id::text = e.object WHERE a.username = 'quantri.mot'
                    """)
                .query(String.class)
                .single())
        .isEqualTo("administrator.link-given account.activated login.ok");
  }

  @Test
  void accountWithAPasswordGetsNoLink() {
    String token = Browser.field(browser.get(command("quantri.hai")).body(), "token");
    set(token, PHRASE, PHRASE);
    assertThat(command("quantri.hai")).isEmpty();
  }

  @Test
  void newLinkVoidsTheOldAndEachRunsOutAfterADay() {
    String first = command("quantri.ba");
    String second = command("quantri.ba");
    assertThat(browser.get(first).statusCode()).isEqualTo(410);
    assertThat(browser.get(second).statusCode()).isEqualTo(200);
    assertThat(
            jdbc.sql("UPDATE activation SET expires_at = expires_at - INTERVAL '24 hours'")
                .update())
        .isPositive();
    assertThat(browser.get(second).statusCode()).isEqualTo(410);
    assertThat(browser.get("/activate?token=x").statusCode()).isEqualTo(410);
  }

  @Test
  void slipThatNobodyUsedDiesWhenTheOfficialEntersOtherwiseAndARecoveryDoesNot() {
    AccountId official = officials.active("quantri.nam");
    String slip = activations.giveSlip(official, Gift.activation(Duration.ofDays(9))).reveal();
    assertThat(browser.get("/activate?token=" + slip).statusCode()).isEqualTo(200);
    logIn("quantri.nam");
    assertThat(browser.get("/activate?token=" + slip).statusCode()).isEqualTo(410);

    Gift recovery = new Gift(Duration.ofDays(1), true, false, null);
    String begun = activations.giveSlip(official, recovery).reveal();
    logIn("quantri.nam");
    assertThat(browser.get("/activate?token=" + begun).statusCode()).isEqualTo(200);
  }

  private void logIn(String username) {
    Browser elsewhere = new Browser(house.issuer().toString());
    String login = Browser.location(elsewhere.get("/account"));
    assertThat(elsewhere.logIn(login, username, TestAccounts.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void weakPasswordsAreRefusedInWords() {
    String token = Browser.field(browser.get(command("quantri.bon")).body(), "token");
    assertThat(set(token, "ngắn quá", "ngắn quá").body()).contains("ít nhất 15 ký tự");
    assertThat(set(token, "Matkhau 12345678", "Matkhau 12345678").body()).contains("quá dễ đoán");
    assertThat(set(token, "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa").body()).contains("quá dễ đoán");
    assertThat(set(token, "quantri.bon 2026", "quantri.bon 2026").body()).contains("ghép từ tên");
    assertThat(set(token, PHRASE, PHRASE + " ").body()).contains("không giống nhau");
    assertThat(set(token, PHRASE, PHRASE).statusCode()).isEqualTo(303);
  }

  private HttpResponse<String> set(String token, String password, String repeated) {
    return browser.post(
        "/activate", Map.of("token", token, "password", password, "repeated", repeated));
  }

  /** Runs the command beside the server, as an operator does; gives what it printed. */
  private String command(String username) {
    String[] arguments =
        Stream.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.flyway.url",
                "spring.flyway.user",
                "spring.flyway.password",
                "antin.issuer",
                "antin.signing-service-url",
                "antin.admin-ui-url")
            .map(name -> "--" + name + "=" + environment.getRequiredProperty(name))
            .toArray(String[]::new);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    AdminCommand.run(
        username,
        arguments,
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        new PrintStream(PrintStream.nullOutputStream()));
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
