package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;

@OAuth2Test
final class RefreshTokenTest {
  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final Sessions sessions;
  private final TestClock clock;

  @Autowired
  RefreshTokenTest(Protocol protocol, JdbcClient jdbc, Sessions sessions, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Test
  void refreshGivesNewTokensOfTheSameLogin() {
    Answer first = tokens();
    clock.advance(Duration.ofMinutes(6));
    assertThat(protocol.userInfo(first.text("access_token")).status()).isEqualTo(401);

    Answer second = protocol.refresh(first.text("refresh_token"));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
    assertThat(protocol.userInfo(second.text("access_token")).status()).isEqualTo(200);
    assertThat(second.claims("id_token"))
        .containsEntry("sid", first.claims("id_token").get("sid"))
        .containsEntry("sub", first.claims("id_token").get("sub"))
        .containsEntry("auth_time", first.claims("id_token").get("auth_time"))
        .doesNotContainKey("nonce");
  }

  @Test
  void replayedRefreshTokenEndsTheFamily() {
    Answer first = tokens();
    Answer second = protocol.refresh(first.text("refresh_token"));

    assertThat(protocol.refresh(first.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");

    assertThat(protocol.refresh(second.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(protocol.userInfo(second.text("access_token")).status()).isEqualTo(401);
    assertThat(
            jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = 'oauth2.refresh-replayed'")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  @Test
  void ofParallelRefreshesOneSucceedsAtMost() throws Exception {
    String refreshToken = tokens().text("refresh_token");
    CountDownLatch start = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
      List<Future<Answer>> running =
          IntStream.range(0, 10)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return protocol.refresh(refreshToken);
                  }))
              .toList();
      start.countDown();
      for (Future<Answer> one : running) {
        answers.add(one.get());
      }
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
  }

  @Test
  void scopeMayShrinkButNotGrow() {
    Answer first = tokens();
    Answer narrow = refresh(first.text("refresh_token"), "openid");
    assertThat(narrow.text("scope")).isEqualTo("openid");
    Answer grown = refresh(narrow.text("refresh_token"), "openid service");
    assertThat(grown.text("error")).isEqualTo("invalid_scope");
    assertThat(refresh(narrow.text("refresh_token"), "openid email").status()).isEqualTo(200);
  }

  @Test
  void tokenOfAnotherClientIsRefusedAndItsFamilyEnds() {
    Answer first = tokens();
    Answer stolen =
        protocol.token(
            "second-app",
            Map.of("grant_type", "refresh_token", "refresh_token", first.text("refresh_token")));
    assertThat(stolen.text("error")).isEqualTo("invalid_grant");
    assertThat(protocol.userInfo(first.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void endedSessionEndsItsTokens() {
    Answer tokens = tokens();
    sessions.end(SessionId.of((String) tokens.claim("id_token", "sid")), "test");
    assertThat(protocol.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void disabledAccountLosesItsTokens() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", official.account().value())
        .update();
    assertThat(protocol.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void refreshKeepsTheSessionFromGoingIdle() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    clock.advance(Duration.ofHours(3));
    Answer refreshed = protocol.refresh(tokens.text("refresh_token"));
    clock.advance(Duration.ofHours(3));
    assertThat(protocol.refresh(refreshed.text("refresh_token")).status()).isEqualTo(200);
    assertThat(protocol.authorize(official.browser(), Protocol.demoRequest()).parameters())
        .containsKey("code");
  }

  @Test
  void familyEndsWithTheSessionHoweverOftenItIsRefreshed() {
    Answer tokens = tokens();
    clock.advance(Duration.ofHours(12));
    assertThat(protocol.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
  }

  private Answer tokens() {
    return protocol.redeem(protocol.code(protocol.newOfficial().browser()));
  }

  private Answer refresh(String refreshToken, String scope) {
    return protocol.token(
        Protocol.DEMO_APP,
        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", scope));
  }
}
