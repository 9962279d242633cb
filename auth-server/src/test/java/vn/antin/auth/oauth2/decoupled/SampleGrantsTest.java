package vn.antin.auth.oauth2.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;

/** What the documentation's examples do with the sample province's systems. */
@OAuth2Test
final class SampleGrantsTest {
  private final Protocol protocol;

  @Autowired
  SampleGrantsTest(Protocol protocol) {
    this.protocol = protocol;
  }

  @Test
  void demoDeviceGetsACode() {
    Answer asked =
        protocol.post(
            "/oauth2/device_authorization",
            Map.of("client_id", "demo-device", "scope", "openid profile"),
            Map.of());
    assertThat(asked.text("user_code")).matches("[A-Z]{4}-[A-Z]{4}");
  }

  @Test
  void demoDeskAsksAnOfficial() {
    LoggedIn official = protocol.newOfficial();
    Answer asked =
        protocol.post(
            "/oauth2/bc-authorize",
            Map.of(
                "scope", "openid profile",
                "login_hint", official.username(),
                "binding_message", "Hồ sơ 12/2026"),
            Protocol.basic("demo-desk", "demo-desk-secret"));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(official.browser().get("/inbox").body())
        .contains("Bàn hỗ trợ minh họa", "Hồ sơ 12/2026");
  }

  @Test
  void demoDeskGoesOnWithATokenOfDemoApp() {
    LoggedIn official = protocol.newOfficial();
    String token = protocol.redeem(protocol.code(official.browser())).text("access_token");
    Answer exchanged =
        protocol.token(
            "demo-desk",
            Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token", token,
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "audience", "http://localhost:9997",
                "scope", "profile"));
    assertThat(exchanged.claim("access_token", "act")).isEqualTo(Map.of("sub", "demo-desk"));
  }
}
