package vn.antin.auth.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vn.antin.rootkey.RootKey;

/** What was answered to whom under which key; bodies are wrapped by the root key. */
@Repository
final class IdempotentAnswers {
  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final InstantSource clock;

  IdempotentAnswers(JdbcClient jdbc, RootKey rootKey, InstantSource clock) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /**
   * One use of a key.
   *
   * @param hash SHA-256 of caller and key, hexadecimal
   */
  record Use(String hash) {
    private String context() {
      return "idempotent-answer:" + hash;
    }
  }

  /**
   * An answer given.
   *
   * @param body each byte as one character; null when it was too long to be kept
   */
  record Answer(
      int status,
      @Nullable String type,
      @Nullable String location,
      @Nullable String tag,
      @Nullable String body) {}

  /**
   * What a key was used for.
   *
   * @param answer null while the first request runs, and when nobody knows how it ended
   */
  record Known(@Nullable String request, @Nullable Answer answer) {}

  /** Takes a key; false when it is taken. */
  boolean begin(Use use) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    return jdbc.sql(
                """
                INSERT INTO idempotent_request (use, expires_at) VALUES (:use, :expires)
                ON CONFLICT (use) DO UPDATE
                SET expires_at = excluded.expires_at, request = NULL, status = NULL,
                  content_type = NULL, location = NULL, tag = NULL, body = NULL
                WHERE idempotent_request.expires_at <= :now
                """)
            .param("use", use.hash())
            .param("now", now)
            .param("expires", now.plus(KEPT))
            .update()
        == 1;
  }

  /** Gives a key back: its request changed nothing. */
  void release(Use use) {
    jdbc.sql("DELETE FROM idempotent_request WHERE use = :use AND status IS NULL")
        .param("use", use.hash())
        .update();
  }

  void keep(Use use, String request, Answer answer) {
    String body = answer.body();
    jdbc.sql(
            """
            UPDATE idempotent_request
            SET request = :request, status = :status, content_type = :type, location = :location,
              tag = :tag, body = :body
            WHERE use = :use
            """)
        .param("request", request)
        .param("status", answer.status())
        .param("type", answer.type())
        .param("location", answer.location())
        .param("tag", answer.tag())
        .param("body", body == null ? null : rootKey.wrap(body.getBytes(ISO_8859_1), use.context()))
        .param("use", use.hash())
        .update();
  }

  Optional<Known> find(Use use) {
    return jdbc.sql(
            """
            SELECT request, status, content_type, location, tag, body
            FROM idempotent_request WHERE use = :use
            """)
        .param("use", use.hash())
        .query((row, number) -> known(use, row))
        .optional();
  }

  private Known known(Use use, ResultSet row) throws SQLException {
    int status = row.getInt("status");
    if (row.wasNull()) {
      return new Known(null, null);
    }
    byte @Nullable [] body = row.getBytes("body");
    return new Known(
        row.getString("request"),
        new Answer(
            status,
            row.getString("content_type"),
            row.getString("location"),
            row.getString("tag"),
            body == null ? null : new String(rootKey.unwrap(body, use.context()), ISO_8859_1)));
  }

  @Scheduled(initialDelayString = "3m", fixedDelayString = "1h")
  void clean() {
    jdbc.sql("DELETE FROM idempotent_request WHERE expires_at <= :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
