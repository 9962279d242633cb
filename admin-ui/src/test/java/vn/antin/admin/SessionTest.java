package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  /** The beginning of a JWT with its first dot, or of the refresh tokens of these tests. */
  private static final String TOKEN = "eyJ[A-Za-z0-9_-]{10,}\\.|refresh-";

  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.signedIn();

  @AfterEach
  void usual() {
    desk.authServer.reset();
    desk.clock.reset();
  }

  @Test
  void nothingInTheDatabaseOpensASession() {
    var stored = desk.database.dump();
    assertThat(stored)
        .doesNotContain(browser.cookies.get("__Host-antin-desk"))
        .doesNotContainPattern(TOKEN);
    assertThat(unhex(stored)).doesNotContainPattern(TOKEN);
  }

  @Test
  void tokenIsRefreshedBeforeItExpires() {
    desk.clock.advance(Duration.ofSeconds(245));
    assertThat(browser.get("/").body()).contains("Quản lý văn bản");
    assertThat(desk.authServer.refreshes).hasValue(1);
    browser.get("/");
    assertThat(desk.authServer.refreshes).hasValue(1);
  }

  @Test
  void parallelRequestsSpendOneRefreshToken() throws Exception {
    desk.clock.advance(Duration.ofSeconds(290));
    desk.authServer.refreshHold = new CountDownLatch(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> visit = () -> browser.get("/").body();
      var pages = IntStream.range(0, 8).mapToObj(i -> pool.submit(visit)).toList();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> desk.database.count("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      desk.authServer.refreshHold.countDown();
      for (var page : pages) {
        assertThat(page.get()).contains("Quản lý văn bản");
      }
    }
    assertThat(desk.authServer.refreshes).hasValue(1);
  }

  @Test
  void refusedRefreshEndsTheSession() {
    desk.clock.advance(Duration.ofSeconds(290));
    var row = desk.database.count("SELECT count(*) FROM desk_session");
    desk.authServer.forgetRefreshTokens();
    var answer = browser.get("/sign/5f3a1c1e-0000-4000-8000-00000000aaaa/pages/1");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(browser.get("/").statusCode()).isEqualTo(303);
    assertThat(desk.database.count("SELECT count(*) FROM desk_session")).isEqualTo(row - 1);
  }

  @Test
  void idleSessionIsOver() {
    desk.clock.advance(Duration.ofHours(2).plusSeconds(1));
    assertThat(browser.get("/sign").statusCode()).isEqualTo(303);
  }

  @Test
  void busySessionIsOverAfterTwelveHours() {
    for (int hour = 1; hour < 12; hour++) {
      desk.clock.advance(Duration.ofHours(1));
      assertThat(browser.get("/sign").statusCode()).isEqualTo(200);
    }
    desk.clock.advance(Duration.ofHours(1));
    assertThat(browser.get("/sign").statusCode()).isEqualTo(303);
  }

  @Test
  void refusedTokenIsExplainedInsteadOfGoingInCircles() {
    desk.authServer.apiStatus = 401;
    var answer = browser.get("/");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Phiên làm việc đã kết thúc");
  }

  @Test
  void backchannelLogoutEndsTheSession() throws Exception {
    var token = desk.authServer.logoutToken(claims -> claims);
    var answer = desk.browser().post("/logout/backchannel", Map.of("logout_token", token));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(browser.get("/sign").statusCode()).isEqualTo(303);
  }

  @Test
  void logoutTokenOfAnotherKindEndsNothing() throws Exception {
    var forOthers = desk.authServer.logoutToken(claims -> claims.audience("second-app"));
    var withNonce = desk.authServer.logoutToken(claims -> claims.claim("nonce", "n"));
    var withoutEvent = desk.authServer.logoutToken(claims -> claims.claim("events", Map.of()));
    var old = desk.authServer.logoutToken(claims -> claims.claim("iat", 1_600_000_000L));
    for (var token : new String[] {forOthers, withNonce, withoutEvent, old, "x.y.z", ""}) {
      var answer = desk.browser().post("/logout/backchannel", Map.of("logout_token", token));
      assertThat(answer.statusCode()).isEqualTo(400);
    }
    assertThat(browser.get("/sign").statusCode()).isEqualTo(200);
  }

  private static String unhex(String text) {
    var plain = new StringBuilder();
    for (int i = 0; i + 1 < text.length(); i++) {
      int high = Character.digit(text.charAt(i), 16);
      int low = Character.digit(text.charAt(i + 1), 16);
      if (high >= 0 && low >= 0) {
        plain.append((char) (high * 16 + low));
        i++;
      }
    }
    return plain.toString();
  }
}
