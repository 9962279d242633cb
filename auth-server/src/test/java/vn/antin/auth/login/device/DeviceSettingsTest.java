package vn.antin.auth.login.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class DeviceSettingsTest {
  @Test
  void defaultsAreThese() {
    assertThat(
            new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("antin.device-login", DeviceLogin.class))
        .hasToString("DeviceLogin[begins=false, lifetime=PT3M, perHour=5, perAddress=20]");
  }
}
