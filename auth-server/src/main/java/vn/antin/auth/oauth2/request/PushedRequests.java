package vn.antin.auth.oauth2.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Requests that clients pushed (RFC 9126). A client has {@link #UNUSED} to send a browser with one;
 * once a browser has begun, {@link #BEGUN} remain for logging in and deciding, and a reload does no
 * harm; with the answer to the client the request is used up.
 */
@Repository
public final class PushedRequests {
  /** How long a pushed request waits for a browser. */
  public static final Duration UNUSED = Duration.ofSeconds(90);

  private static final Duration BEGUN = Duration.ofMinutes(30);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  PushedRequests(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps a checked request. */
  public PushedId keep(String clientId, AuthorizeParameters parameters, boolean signed) {
    PushedId id = PushedId.create();
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO oauth2_pushed_request (hash, client_id, parameters, signed, created_at,
              expires_at)
            VALUES (:hash, :client, :parameters, :signed, :now, :end)
            """)
        .param("hash", id.hash())
        .param("client", clientId)
        .param("parameters", parameters.query())
        .param("signed", signed)
        .param("now", at(now))
        .param("end", at(now.plus(UNUSED)))
        .update();
    return id;
  }

  /** The request, for the client that pushed it; from its first reading it lives longer. */
  Optional<Resolution.Resolved> begin(PushedId id, String clientId) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            UPDATE oauth2_pushed_request
            SET begun_at = coalesce(begun_at, :now),
              expires_at = CASE WHEN begun_at IS NULL THEN :end ELSE expires_at END
            WHERE hash = :hash AND client_id = :client AND consumed_at IS NULL
              AND expires_at > :now
            RETURNING parameters, signed
            """)
        .param("hash", id.hash())
        .param("client", clientId)
        .param("now", at(now))
        .param("end", at(now.plus(BEGUN)))
        .query((row, number) -> resolved(row, id))
        .optional();
  }

  /** Uses the request up; false when it had been or is too old. Joins the transaction. */
  public boolean consume(PushedId id) {
    return jdbc.sql(
                """
                UPDATE oauth2_pushed_request SET consumed_at = :now
                WHERE hash = :hash AND consumed_at IS NULL AND expires_at > :now
                """)
            .param("hash", id.hash())
            .param("now", at(clock.instant()))
            .update()
        == 1;
  }

  /** Deletes what nobody can use any more; soon, for public clients can push as well. */
  @Scheduled(initialDelayString = "1m", fixedDelayString = "1m")
  void forgetExpired() {
    jdbc.sql("DELETE FROM oauth2_pushed_request WHERE expires_at < :now OR consumed_at < :now")
        .param("now", at(clock.instant()))
        .update();
  }

  private static Resolution.Resolved resolved(ResultSet row, PushedId id) throws SQLException {
    return new Resolution.Resolved(
        AuthorizeParameters.parse(row.getString("parameters")), row.getBoolean("signed"), id);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
