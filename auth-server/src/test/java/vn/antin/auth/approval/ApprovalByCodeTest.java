package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.totp.TestApp;
import vn.antin.auth.web.House;

/** An installation that falls back on authenticator apps. */
@AuthServerTest
@Import(TestClock.Setup.class)
@TestPropertySource(
    properties = {"antin.sample.officials=20", "antin.approval.confirmation.fallback=totp"})
final class ApprovalByCodeTest {
  private static final String APP = "/account/factors/totp";

  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestAccounts officials;
  private final SigningServiceFake signingService;

  @Autowired
  ApprovalByCodeTest(
      House house, JdbcClient jdbc, TestClock clock, Credentials credentials, SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    officials = new TestAccounts(jdbc, credentials, hashes);
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  @Test
  void freshCodeApprovesOnceAndAWrongOneOrAPinNothing() {
    officials.active("approval.code");
    TestApproval asked = new TestApproval(house, jdbc);
    asked.browser.logIn(
        Browser.location(asked.browser.get("/account")), "approval.code", TestAccounts.PASSWORD);
    signingService.holds(asked.request, asked.description("approval.code", TestApproval.HASH));
    HttpResponse<String> without = asked.page();
    assertThat(without.body()).contains("chưa có ứng dụng xác thực", APP);
    TestApp app = TestApp.reading(asked.browser.get(APP).body());
    String first = app.code(clock.instant());
    assertThat(asked.browser.post(APP, Map.of("code", first)).statusCode()).isEqualTo(303);
    HttpResponse<String> page = asked.page();
    assertThat(page.body()).contains("name=\"typed\"");

    assertThat(asked.decide(page, "approve", "202611").body()).contains("Mã không đúng");
    assertThat(asked.decide(page, "approve", first).body())
        .as("it set the app up")
        .contains("Mã không đúng");
    assertThat(asked.grants()).isZero();
    clock.advance(Duration.ofSeconds(30));
    assertThat(asked.decide(page, "approve", app.code(clock.instant())).statusCode())
        .isEqualTo(303);

    assertThat(asked.grants()).isEqualTo(1);
    assertThat(
            jdbc.sql(
                    """
                    SELECT method FROM signing_grant_evidence
                    JOIN signing_grant ON id = grant_id WHERE request_id = :request::uuid
                    """)
                .param("request", asked.request)
                .query(String.class)
                .single())
        .isEqualTo("totp");
  }

  @Test
  void codeThatIsOneTooManySaysThatCodesAreClosed() {
    AccountId official = officials.active("approval.closed");
    TestApproval asked = new TestApproval(house, jdbc);
    asked.browser.logIn(
        Browser.location(asked.browser.get("/account")), "approval.closed", TestAccounts.PASSWORD);
    signingService.holds(asked.request, asked.description("approval.closed", TestApproval.HASH));
    TestApp app = TestApp.reading(asked.browser.get(APP).body());
    asked.browser.post(APP, Map.of("code", app.code(clock.instant())));
    HttpResponse<String> page = asked.page();
    jdbc.sql("INSERT INTO code_failure VALUES (:account, 'totp', 28)")
        .param("account", official.value())
        .update();
    clock.advance(Duration.ofSeconds(30));
    String wrong = app.wrong(clock.instant());
    String closed = "Đã có quá nhiều mã sai liên tiếp";

    assertThat(asked.decide(page, "approve", wrong).body())
        .contains("Mã không đúng")
        .doesNotContain(closed);
    assertThat(asked.decide(page, "approve", wrong).body()).contains(closed);
    String right = app.code(clock.instant());
    assertThat(asked.decide(page, "approve", right).body()).contains(closed);
    assertThat(asked.grants()).isZero();
  }
}
