package vn.antin.auth.login;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.remembered.KnownDevices;

/**
 * Forgets logins and activation links that ran out and failures long forgiven; harmless on several
 * nodes at once.
 */
@Component
final class LoginCleaning {
  private final JdbcClient jdbc;
  private final KnownDevices devices;
  private final InstantSource clock;

  LoginCleaning(JdbcClient jdbc, KnownDevices devices, InstantSource clock) {
    this.jdbc = jdbc;
    this.devices = devices;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "1m", fixedDelayString = "5m")
  void clean() {
    jdbc.sql("DELETE FROM login_flow WHERE expires_at < :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql("DELETE FROM activation WHERE expires_at < :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql("DELETE FROM login_throttle WHERE empty_at < :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    devices.clean();
  }
}
