package vn.antin.auth.oauth2.logout;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.outbox.Notices;
import vn.antin.auth.session.Farewell;
import vn.antin.auth.session.SessionId;

/**
 * Where browsers go after logging out. The address of the page carries a random handle and nothing
 * about the official; the handle is good for ten minutes.
 */
@Repository
final class Farewells implements Farewell {
  static final String PAGE = "/logged-out";

  private static final Duration SHOWN = Duration.ofMinutes(10);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final FrontchannelFrames frames;
  private final Notices notices;
  private final InstantSource clock;

  /** A logout that a page can still be shown about. */
  record LoggedOut(SessionId session, @Nullable String destination) {}

  Farewells(JdbcClient jdbc, FrontchannelFrames frames, Notices notices, InstantSource clock) {
    this.jdbc = jdbc;
    this.frames = frames;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  public String page(SessionId ended) {
    return page(ended, null);
  }

  /**
   * Straight to the destination when no system has to be told by the browser; else to our page,
   * which goes on from there.
   *
   * @param destination registered by the client that asked; null for our own page
   */
  String page(SessionId ended, @Nullable String destination) {
    if (frames.of(ended).isEmpty()) {
      if (destination != null) {
        return destination;
      }
      if (notices.about(BackchannelDelivery.KIND, ended.toString()).isEmpty()) {
        return PAGE;
      }
    }
    return PAGE + "?of=" + keep(ended, destination);
  }

  private String keep(SessionId ended, @Nullable String destination) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    jdbc.sql(
            """
            INSERT INTO logged_out (handle_hash, session_id, destination, expires_at)
            VALUES (:hash, :session, :destination, :end)
            """)
        .param("hash", Digest.sha256(handle))
        .param("session", ended.value())
        .param("destination", destination)
        .param("end", clock.instant().plus(SHOWN).atOffset(ZoneOffset.UTC))
        .update();
    return handle;
  }

  Optional<LoggedOut> find(String handle) {
    return jdbc.sql(
            """
            SELECT session_id, destination FROM logged_out
            WHERE handle_hash = :hash AND expires_at > :now
            """)
        .param("hash", Digest.sha256(handle))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) ->
            new LoggedOut(
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getString("destination")))
        .optional();
  }

  @Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT1H")
  void forgetExpired() {
    Instant now = clock.instant();
    jdbc.sql("DELETE FROM logged_out WHERE expires_at < :now")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }
}
