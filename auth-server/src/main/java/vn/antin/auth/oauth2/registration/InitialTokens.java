package vn.antin.auth.oauth2.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Initial access tokens: each lets its holder register so many clients for so long. */
@Repository
public final class InitialTokens {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  InitialTokens(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One that exists; the token itself is not kept. */
  public record Listed(UUID id, String label, int usesLeft, Instant createdAt, Instant expiresAt) {}

  /**
   * Makes a token.
   *
   * @param label what an administrator knows it by
   * @return id and token, which cannot be read again
   */
  public Made create(String label, int uses, Duration lifetime) {
    RegistrationToken token = RegistrationToken.create();
    Instant now = clock.instant();
    UUID id =
        jdbc.sql(
                """
                INSERT INTO initial_access_token (hash, label, uses_left, created_at, expires_at)
                VALUES (:hash, :label, :uses, :now, :end) RETURNING id
                """)
            .param("hash", token.hash())
            .param("label", label)
            .param("uses", uses)
            .param("now", at(now))
            .param("end", at(now.plus(lifetime)))
            .query(UUID.class)
            .single();
    return new Made(id, token.reveal());
  }

  /** A new token, shown once. */
  public record Made(UUID id, String token) {
    @Override
    public String toString() {
      return "Made[" + id + "]";
    }
  }

  /** Those that can still be used. */
  public List<Listed> list() {
    return jdbc.sql(
            """
            SELECT id, label, uses_left, created_at, expires_at FROM initial_access_token
            WHERE uses_left > 0 AND expires_at > :now ORDER BY created_at DESC, id LIMIT 200
            """)
        .param("now", at(clock.instant()))
        .query((row, number) ->
            new Listed(
                row.getObject("id", UUID.class),
                row.getString("label"),
                row.getInt("uses_left"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Takes a token back; false when there is none. */
  public boolean delete(UUID id) {
    return jdbc.sql("DELETE FROM initial_access_token WHERE id = :id").param("id", id).update()
        == 1;
  }

  boolean good(RegistrationToken token) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM initial_access_token
                           WHERE hash = :hash AND uses_left > 0 AND expires_at > :now)
            """)
        .param("hash", token.hash())
        .param("now", at(clock.instant()))
        .query(Boolean.class)
        .single();
  }

  /** Uses the token once; empty when it is not good any more. */
  Optional<UUID> spend(RegistrationToken token) {
    return jdbc.sql(
            """
            UPDATE initial_access_token SET uses_left = uses_left - 1
            WHERE hash = :hash AND uses_left > 0 AND expires_at > :now RETURNING id
            """)
        .param("hash", token.hash())
        .param("now", at(clock.instant()))
        .query(UUID.class)
        .optional();
  }

  int removeExpired() {
    return jdbc.sql("DELETE FROM initial_access_token WHERE expires_at <= :now")
        .param("now", at(clock.instant()))
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
