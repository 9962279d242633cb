package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class OAuth2PropertiesTest {
  @Test
  void defaultsAreTheSecureOnes() {
    OAuth2Properties defaults =
        new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("antin.oauth2", OAuth2Properties.class);
    assertThat(defaults)
        .isEqualTo(
            new OAuth2Properties(
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofHours(12)));
  }

  @Test
  void accessTokensCannotBeMadeToLiveLonger() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new OAuth2Properties(minute, Duration.ofMinutes(6), minute, minute))
        .hasMessageContaining("access-token-lifetime: expected more than 0 and at most PT5M");
  }
}
