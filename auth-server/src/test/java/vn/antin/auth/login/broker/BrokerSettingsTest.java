package vn.antin.auth.login.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.antin.auth.session.Assurance;

final class BrokerSettingsTest {
  private static final String PREFIX = "antin.broker.upstreams.ministry.";

  @Test
  void defaultsAreThese() {
    assertThat(bind(Map.of()))
        .hasToString("Broker[upstreams={}, requestLifetime=PT10M, metadataLifetime=PT1H]");
    Upstream upstream = bind(smallest()).upstreams().values().iterator().next();
    assertThat(upstream.proof()).isEqualTo(Upstream.Proof.CLIENT_SECRET_BASIC);
    assertThat(upstream.scopes()).containsExactly("openid");
    assertThat(upstream.otherwise()).isEqualTo(Assurance.PASSWORD);
    assertThat(upstream.nationalIdFrom()).isEqualTo(Assurance.TWO_FACTOR);
    assertThat(upstream.linkByNationalId()).isFalse();
    assertThat(upstream.maxAge()).hasMinutes(5);
    assertThat(upstream.algorithms()).containsExactlyInAnyOrder("ES256", "PS256", "RS256");
  }

  @Test
  void sharedSecretsSignNothing() {
    assertRefused("algorithms", "HS256", "algorithms: expected some of");
    assertRefused("algorithms", "none", "algorithms: expected some of");
  }

  @Test
  void credentialThatTheProofNeedsHasToBeThere() {
    assertRefused("proof", "private-key-jwt", "expected key-file for PRIVATE_KEY_JWT");
    assertRefused("scopes", "profile", "scopes: expected openid among them");
  }

  private static void assertRefused(String name, String value, String words) {
    Map<String, String> settings = smallest();
    settings.put(PREFIX + name, value);
    assertThatThrownBy(() -> bind(settings)).hasStackTraceContaining(words);
  }

  private static Map<String, String> smallest() {
    Map<String, String> settings = new HashMap<>();
    settings.put(PREFIX + "name", "Bộ Nội vụ");
    settings.put(PREFIX + "issuer", "https://login.example.gov.vn");
    settings.put(PREFIX + "client-id", "antin");
    settings.put(PREFIX + "secret-file", "secret");
    return settings;
  }

  private static Broker bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("antin.broker", Broker.class);
  }
}
