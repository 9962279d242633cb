package vn.antin.auth.oauth2.device;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.device.Devices.ask;
import static vn.antin.auth.oauth2.device.Devices.decide;
import static vn.antin.auth.oauth2.device.Devices.type;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

/** Brute force of user codes. */
@OAuth2Test
final class CodeGuessTest {
  private static final String WRONG = "BBBB-BBBB";

  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Client client;

  @Autowired
  CodeGuessTest(Protocol protocol, TestClients clients, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.clock = clock;
    client = clients.register(Devices.newClient().build());
  }

  @BeforeEach
  void forgetGuesses() {
    jdbc.sql("DELETE FROM device_guess").update();
  }

  @Test
  void afterTenWrongCodesNotEvenTheRightOneIsLookedAt() {
    LoggedIn official = protocol.newOfficial();
    String right = ask(protocol, client).text("user_code");
    for (int i = 0; i < 10; i++) {
      assertThat(type(official.browser(), WRONG).statusCode()).isEqualTo(422);
    }
    HttpResponse<String> refused = type(official.browser(), right);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("quá nhiều mã sai").doesNotContain("Máy quét văn thư");
    assertThat(decide(official.browser(), right, "allow").statusCode()).isEqualTo(429);
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM audit.entry
                    WHERE type = 'oauth2.device-codes-throttled' AND actor = :actor
                    """)
                .param("actor", official.account().toString())
                .query(Integer.class)
                .single())
        .isEqualTo(2);
    clock.advance(Duration.ofMinutes(4));
    assertThat(type(official.browser(), right).statusCode()).isEqualTo(200);
  }

  @Test
  void decidingWithoutLookingCountsAsAGuessToo() {
    LoggedIn official = protocol.newOfficial();
    for (int i = 0; i < 10; i++) {
      assertThat(decide(official.browser(), WRONG, "allow").statusCode()).isEqualTo(422);
    }
    assertThat(decide(official.browser(), WRONG, "allow").statusCode()).isEqualTo(429);
  }

  @Test
  void rightCodesCostNothing() {
    LoggedIn official = protocol.newOfficial();
    for (int i = 0; i < 15; i++) {
      String code = ask(protocol, client).text("user_code");
      assertThat(type(official.browser(), code).statusCode()).isEqualTo(200);
      assertThat(decide(official.browser(), code, "deny").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void oneAddressCannotGuessWithManyAccounts() {
    List<LoggedIn> officials =
        IntStream.range(0, 11).mapToObj(i -> protocol.newOfficial()).toList();
    officials.stream()
        .limit(10)
        .forEach(official -> IntStream.range(0, 10).forEach(i -> type(official.browser(), WRONG)));
    assertThat(type(officials.getLast().browser(), WRONG).statusCode()).isEqualTo(429);
  }

  @Test
  void parallelGuessesGainNothing() throws Exception {
    LoggedIn official = protocol.newOfficial();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> guesses =
          IntStream.range(0, 30)
              .mapToObj(i -> threads.submit(() -> type(official.browser(), WRONG).statusCode()))
              .toList();
      int lookedAt = 0;
      for (Future<Integer> guess : guesses) {
        lookedAt += guess.get() == 422 ? 1 : 0;
      }
      assertThat(lookedAt).isEqualTo(10);
    }
  }

  @Test
  void oneAddressCannotOpenMoreThanItsShareOfCodes() {
    jdbc.sql(
            """
            INSERT INTO decoupled_request (kind, secret_hash, user_code_hash, client_id, scopes,
              address, created_at, expires_at, pace)
            SELECT 'device', sha256(convert_to('s' || n, 'UTF8')),
              sha256(convert_to('u' || n, 'UTF8')), 'flood', '{openid}', '127.0.0.1', now(),
              now() + interval '10 years', 5
            FROM generate_series(1, 200) n
            """)
        .update();
    try {
      assertThat(ask(protocol, client).status()).isEqualTo(429);
    } finally {
      jdbc.sql("DELETE FROM decoupled_request WHERE client_id = 'flood'").update();
    }
  }
}
