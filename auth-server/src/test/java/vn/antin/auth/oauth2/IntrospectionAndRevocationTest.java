package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;

@OAuth2Test
final class IntrospectionAndRevocationTest {
  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final TestClock clock;

  @Autowired
  IntrospectionAndRevocationTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Test
  void clientLearnsAboutItsOwnTokens() {
    Answer tokens = tokens();
    Answer access = introspect("demo-app", tokens.text("access_token"));
    assertThat(access.json().path("active").asBoolean()).isTrue();
    assertThat(access.text("iss")).isEqualTo(protocol.issuer());
    assertThat(access.text("client_id")).isEqualTo("demo-app");
    assertThat(access.text("scope")).isEqualTo("email openid profile");
    assertThat(access.text("sub")).isEqualTo(tokens.claims("id_token").get("sub"));
    assertThat(access.text("sid")).isEqualTo(tokens.claims("id_token").get("sid"));
    assertThat(access.text("token_type")).isEqualTo("Bearer");
    assertThat(access.json().path("exp").asLong()).isGreaterThan(0);
    assertThat(active("demo-app", tokens.text("refresh_token"))).isTrue();
  }

  @Test
  void clientLearnsNothingOfOthersUnlessItMay() {
    Answer tokens = tokens();
    Answer answer = introspect("second-app", tokens.text("access_token"));
    assertThat(answer.response().body()).isEqualTo("{\"active\":false}");
    jdbc.sql("UPDATE oauth2_client SET may_introspect = true WHERE client_id = 'second-app'")
        .update();
    try {
      clock.advance(Duration.ofSeconds(61));
      assertThat(active("second-app", tokens.text("access_token"))).isTrue();
    } finally {
      jdbc.sql("UPDATE oauth2_client SET may_introspect = false WHERE client_id = 'second-app'")
          .update();
      clock.advance(Duration.ofSeconds(61));
    }
  }

  @Test
  void introspectionNeedsAClient() {
    Answer answer =
        protocol.post(
            "/oauth2/introspect", Map.of("token", tokens().text("access_token")), Map.of());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("error")).isEqualTo("invalid_client");
  }

  @Test
  void foreignAndExpiredTokensAreNotActive() {
    assertThat(active("demo-app", "no-token")).isFalse();
    assertThat(active("demo-app", "A".repeat(46))).isFalse();
    Answer tokens = tokens();
    assertThat(active("demo-app", tokens.text("id_token"))).isFalse();
    clock.advance(Duration.ofMinutes(6));
    assertThat(active("demo-app", tokens.text("access_token"))).isFalse();
    Answer machine = protocol.token("demo-app", Map.of("grant_type", "client_credentials"));
    assertThat(active("demo-app", machine.text("access_token"))).isTrue();
  }

  @Test
  void revokedRefreshTokenEndsTheFamily() {
    Answer tokens = tokens();
    assertThat(revoke("demo-app", tokens.text("refresh_token")).status()).isEqualTo(200);
    ended(tokens);
    assertThat(
            jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = 'oauth2.family-revoked'")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  @Test
  void revokedAccessTokenEndsTheFamily() {
    Answer tokens = tokens();
    assertThat(revoke("demo-app", tokens.text("access_token")).status()).isEqualTo(200);
    ended(tokens);
  }

  private void ended(Answer tokens) {
    assertThat(active("demo-app", tokens.text("access_token"))).isFalse();
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(protocol.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void clientCannotRevokeTokensOfAnother() {
    Answer tokens = tokens();
    Answer refused = revoke("second-app", tokens.text("refresh_token"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error")).isEqualTo("invalid_grant");
    assertThat(active("demo-app", tokens.text("access_token"))).isTrue();
    assertThat(revoke("demo-app", "unknown").status()).isEqualTo(200);
  }

  @Test
  void machineTokenCannotBeRevoked() {
    Answer machine = protocol.token("demo-app", Map.of("grant_type", "client_credentials"));
    assertThat(revoke("demo-app", machine.text("access_token")).text("error"))
        .isEqualTo("unsupported_token_type");
  }

  @Test
  void userInfoNeedsAnOfficialsTokenWithOpenId() {
    Answer machine = protocol.token("demo-app", Map.of("grant_type", "client_credentials"));
    Answer refused = protocol.userInfo(machine.text("access_token"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.response().headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("insufficient_scope");
    assertThat(protocol.userInfo("x").status()).isEqualTo(401);
    assertThat(protocol.userInfo(tokens().text("id_token")).status()).isEqualTo(401);
    assertThat(protocol.get("/userinfo").status()).isEqualTo(401);
  }

  private Answer tokens() {
    return protocol.redeem(protocol.code(protocol.newOfficial().browser()));
  }

  private boolean active(String client, String token) {
    return introspect(client, token).json().path("active").asBoolean();
  }

  private Answer introspect(String client, String token) {
    return protocol.post(
        "/oauth2/introspect", Map.of("token", token), Protocol.basic(client, client + "-secret"));
  }

  private Answer revoke(String client, String token) {
    return protocol.post(
        "/oauth2/revoke", Map.of("token", token), Protocol.basic(client, client + "-secret"));
  }
}
