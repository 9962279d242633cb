package vn.antin.auth.oauth2.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;
import static vn.antin.auth.oauth2.Protocol.basic;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

/** What the applications page tells of a client's last failures. */
@OAuth2Test
final class ClientErrorsTest {
  private final String id = "failing-" + UUID.randomUUID().toString().substring(0, 8);

  private final Protocol protocol;
  private final ClientErrors errors;
  private final JdbcClient jdbc;
  private final TestClock clock;

  @Autowired
  ClientErrorsTest(
      Protocol protocol,
      TestClients clients,
      ClientErrors errors,
      JdbcClient jdbc,
      TestClock clock) {
    this.protocol = protocol;
    this.errors = errors;
    this.jdbc = jdbc;
    this.clock = clock;
    clients.register(
        Client.builder(id, "Lỗi")
            .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed("right"))
            .grantTypes(Set.of("client_credentials"))
            .scopes(Set.of("service"))
            .build());
  }

  @Test
  void reasonIsWrittenDownForTheOperatorAndNotTold() {
    assertThat(token("wrong-secret", Map.of()).response().body())
        .isEqualTo("{\"error\":\"invalid_client\"}");
    expect(1);
    assertThat(errors.of(id).getFirst())
        .satisfies(failure -> {
          assertThat(failure.endpoint()).isEqualTo("/oauth2/token");
          assertThat(failure.error()).isEqualTo("invalid_client");
          assertThat(failure.description()).isEqualTo("the secret is wrong or has expired");
          assertThat(failure.proven()).isFalse();
        });
    token("right", Map.of("grant_type", "client_credentials", "scope", "admin"));
    expect(2);
    assertThat(errors.of(id))
        .filteredOn(ClientErrors.Failure::proven)
        .extracting(ClientErrors.Failure::error)
        .containsExactly("invalid_scope");
    assertThat(errors.of(id).toString()).doesNotContain("wrong-secret");
  }

  @Test
  void wrongRedirectUriIsToldToWhoRunsTheClient() {
    Map<String, String> request = Protocol.request(id, "https://elsewhere.example/cb?secret=1");
    token("right", Map.of("grant_type", "client_credentials"));
    assertThat(protocol.authorize(protocol.browser(), request).status()).isEqualTo(400);
    expect(1);
    assertThat(errors.of(id).getFirst().description())
        .isEqualTo("redirect_uri is not exactly one of those registered");
  }

  @Test
  void rowsAreFewAndAreWrittenOnceASecond() {
    for (int i = 0; i < 30; i++) {
      token("wrong", Map.of());
    }
    expect(1);
    for (int i = 2; i <= 20; i++) {
      clock.advance(Duration.ofSeconds(2));
      token("wrong", Map.of());
      expect(i);
    }
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(2));
      Instant latest = errors.of(id).getFirst().at();
      token("wrong", Map.of());
      await().untilAsserted(() -> assertThat(errors.of(id).getFirst().at()).isAfter(latest));
    }
    assertThat(errors.of(id)).hasSize(20);
  }

  @Test
  void madeUpNamesLeaveNoTrace() {
    protocol.post("/oauth2/token", Map.of(), basic("made-up-" + id, "x"));
    assertThat(
            jdbc.sql("SELECT count(*) FROM oauth2_client_error WHERE client_id = :id")
                .param("id", "made-up-" + id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private Answer token(String secret, Map<String, String> parameters) {
    return protocol.post("/oauth2/token", parameters, basic(id, secret));
  }

  private void expect(int rows) {
    await().untilAsserted(() -> assertThat(errors.of(id)).hasSize(rows));
  }
}
