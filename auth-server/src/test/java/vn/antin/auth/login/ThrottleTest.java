package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(TestClock.Setup.class)
final class ThrottleTest {
  private static final String REFUSED = "Tên đăng nhập hoặc mật khẩu không đúng.";

  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestAccounts accounts;

  ThrottleTest(
      House house, JdbcClient jdbc, TestClock clock, Credentials credentials, SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  @BeforeEach
  void forgetFailures() {
    jdbc.sql("DELETE FROM login_throttle").update();
  }

  @Test
  void wrongUnknownAndThrottledLookAlike() {
    accounts.active("throttle.alike");
    String wrong = shown(tryOnce("throttle.alike", "no"));
    assertThat(wrong).contains(REFUSED);
    assertThat(shown(tryOnce("throttle.nobody", "no")).replace("throttle.nobody", "throttle.alike"))
        .isEqualTo(wrong);
    fail("throttle.alike", 12);
    assertThat(shown(tryOnce("throttle.alike", "no"))).isEqualTo(wrong);
  }

  @Test
  void throttledOfficialLearnsTheReasonOnlyWithTheRightPassword() {
    accounts.active("throttle.reason");
    fail("throttle.reason", 10);
    assertThat(shown(tryOnce("throttle.reason", TestAccounts.PASSWORD)))
        .contains("Mật khẩu đúng, nhưng vừa có quá nhiều lần nhập sai");
    clock.advance(Duration.ofSeconds(91));
    assertThat(tryOnce("throttle.reason", TestAccounts.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void afterTwiceAsManyFailuresNoPasswordIsLookedAt() {
    accounts.active("throttle.full");
    fail("throttle.full", 20);
    assertThat(shown(tryOnce("throttle.full", TestAccounts.PASSWORD))).contains(REFUSED);
    clock.advance(Duration.ofMinutes(17));
    assertThat(tryOnce("throttle.full", TestAccounts.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void parallelGuessesGainNothing() throws InterruptedException, ExecutionException {
    accounts.active("throttle.parallel");
    try (ExecutorService guessers = Executors.newFixedThreadPool(16)) {
      List<Future<?>> guesses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        guesses.add(guessers.submit(() -> tryOnce("throttle.parallel", "no")));
      }
      for (Future<?> guess : guesses) {
        guess.get();
      }
    }
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM audit.entry e JOIN audit.personal p ON p.entry_id = e.id
                    WHERE e.type = 'login.failed' AND p.value = 'throttle.parallel'
                      AND e.facts ->> 'reason' = 'wrong'
                    """)
                .query(Integer.class)
                .single())
        .isLessThanOrEqualTo(20);
  }

  @Test
  void oneAddressCannotTryEveryName() {
    accounts.active("throttle.address");
    tryOnce("throttle.other", "no");
    jdbc.sql(
            "UPDATE login_throttle SET empty_at = empty_at + INTERVAL '1 hour' WHERE kind = 'address'")
        .update();
    assertThat(shown(tryOnce("throttle.address", TestAccounts.PASSWORD))).contains(REFUSED);
  }

  @Test
  void disabledOfficialLearnsItOnlyWithTheRightPassword() {
    accounts.active("throttle.disabled");
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE username = 'throttle.disabled'")
        .update();
    assertThat(shown(tryOnce("throttle.disabled", "no"))).contains(REFUSED);
    assertThat(shown(tryOnce("throttle.disabled", TestAccounts.PASSWORD)))
        .contains("Tài khoản này đã bị khóa");
  }

  @Test
  void namesAndPasswordsAreComparedInComposedForm() {
    accounts.active("đỗ.thị.bưởi");
    String decomposed = Normalizer.normalize("ĐỖ.Thị.Bưởi", Normalizer.Form.NFD);
    String password = Normalizer.normalize(TestAccounts.PASSWORD, Normalizer.Form.NFD);
    assertThat(decomposed).isNotEqualTo("ĐỖ.Thị.Bưởi");
    assertThat(tryOnce(decomposed, password).statusCode()).isEqualTo(303);
  }

  private void fail(String username, int times) {
    for (int i = 0; i < times; i++) {
      tryOnce(username, "no");
    }
  }

  private HttpResponse<String> tryOnce(String username, String password) {
    Browser browser = new Browser(house.issuer().toString());
    return browser.logIn(Browser.location(browser.get("/login")), username, password);
  }

  /** A page without what differs from flow to flow. */
  private static String shown(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body().replaceAll("[A-Za-z0-9_-]{43}", "-");
  }
}
