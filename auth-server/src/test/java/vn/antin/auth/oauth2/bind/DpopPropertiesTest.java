package vn.antin.auth.oauth2.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class DpopPropertiesTest {
  @Test
  void defaultsAreThese() {
    DpopProperties defaults =
        new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("antin.oauth2.dpop", DpopProperties.class);
    assertThat(defaults)
        .isEqualTo(
            new DpopProperties(
                false, Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofSeconds(15)));
  }

  @Test
  void proofsCannotBeMadeToLiveLong() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new DpopProperties(true, minute, Duration.ofHours(1), minute))
        .hasMessageContaining("proof-lifetime: expected more than 0 and at most PT10M");
  }
}
