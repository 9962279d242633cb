package vn.antin.auth.session;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends what has run out and forgets what ended long ago; harmless on several nodes at once. */
@Component
final class SessionCleaning {
  private final Sessions sessions;
  private final JdbcClient jdbc;
  private final SessionProperties properties;
  private final InstantSource clock;

  SessionCleaning(
      Sessions sessions, JdbcClient jdbc, SessionProperties properties, InstantSource clock) {
    this.sessions = sessions;
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "1m", fixedDelayString = "5m")
  void clean() {
    sessions.endExpired();
    sessions.endDisabled();
    jdbc.sql("DELETE FROM session WHERE ended_at < :before")
        .param("before", clock.instant().minus(properties.keepEnded()).atOffset(ZoneOffset.UTC))
        .update();
  }
}
