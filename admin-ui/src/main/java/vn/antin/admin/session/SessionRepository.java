package vn.antin.admin.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.admin.installation.Wrapped;

/** Rows of sessions. */
@Repository
class SessionRepository {
  private static final String COLUMNS =
      """
      SELECT id, subject, username, display_name, administrator, waiting, access_token,
        access_expires_at, refresh_token, id_token, seen_at
      FROM desk_session
      """;

  private final JdbcClient jdbc;

  SessionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(SessionRow row, byte[] cookieHash, @Nullable String sid, Instant expiresAt) {
    var session = row.session();
    jdbc.sql(
            """
            INSERT INTO desk_session (id, cookie_hash, subject, sid, username, display_name,
              administrator, access_token, access_expires_at, refresh_token, id_token, seen_at,
              expires_at)
            VALUES (:id, :cookie, :subject, :sid, :username, :name, :administrator, :access,
              :accessExpires, :refresh, :idToken, :seen, :expires)
            """)
        .param("id", session.id())
        .param("cookie", cookieHash)
        .param("subject", session.subject())
        .param("sid", sid)
        .param("username", session.username())
        .param("name", session.displayName())
        .param("administrator", session.administrator())
        .param("access", row.accessToken().blob())
        .param("accessExpires", utc(row.accessExpiresAt()))
        .param("refresh", blob(row.refreshToken()))
        .param("idToken", row.idToken().blob())
        .param("seen", utc(row.seenAt()))
        .param("expires", utc(expiresAt))
        .update();
  }

  Optional<SessionRow> find(byte[] cookieHash, Instant now, Instant idleSince) {
    return jdbc.sql(
            COLUMNS + "WHERE cookie_hash = :cookie AND expires_at > :now AND seen_at > :idleSince")
        .param("cookie", cookieHash)
        .param("now", utc(now))
        .param("idleSince", utc(idleSince))
        .query(SessionRepository::row)
        .optional();
  }

  Optional<SessionRow> read(UUID id) {
    return jdbc.sql(COLUMNS + "WHERE id = :id")
        .param("id", id)
        .query(SessionRepository::row)
        .optional();
  }

  /** Reads the row and keeps others from refreshing it until the transaction ends. */
  Optional<SessionRow> lock(UUID id) {
    return jdbc.sql(COLUMNS + "WHERE id = :id FOR UPDATE")
        .param("id", id)
        .query(SessionRepository::row)
        .optional();
  }

  void replaceTokens(
      UUID id,
      Wrapped accessToken,
      Instant accessExpiresAt,
      @Nullable Wrapped refreshToken,
      boolean administrator) {
    jdbc.sql(
            """
            UPDATE desk_session
            SET access_token = :access, access_expires_at = :accessExpires,
              refresh_token = coalesce(:refresh, refresh_token), administrator = :administrator
            WHERE id = :id
            """)
        .param("access", accessToken.blob())
        .param("accessExpires", utc(accessExpiresAt))
        .param("refresh", blob(refreshToken))
        .param("administrator", administrator)
        .param("id", id)
        .update();
  }

  void seen(UUID id, Instant now) {
    jdbc.sql("UPDATE desk_session SET seen_at = :now WHERE id = :id")
        .param("now", utc(now))
        .param("id", id)
        .update();
  }

  void waiting(UUID id, long count) {
    jdbc.sql("UPDATE desk_session SET waiting = :count WHERE id = :id")
        .param("count", count)
        .param("id", id)
        .update();
  }

  void delete(UUID id) {
    jdbc.sql("DELETE FROM desk_session WHERE id = :id").param("id", id).update();
  }

  int deleteBySid(String sid) {
    return jdbc.sql("DELETE FROM desk_session WHERE sid = :sid").param("sid", sid).update();
  }

  int deleteBySubject(String subject) {
    return jdbc.sql("DELETE FROM desk_session WHERE subject = :subject")
        .param("subject", subject)
        .update();
  }

  void deleteOver(Instant now, Instant idleSince) {
    jdbc.sql("DELETE FROM desk_session WHERE expires_at < :now OR seen_at < :idleSince")
        .param("now", utc(now))
        .param("idleSince", utc(idleSince))
        .update();
  }

  private static SessionRow row(ResultSet row, int number) throws SQLException {
    byte[] refresh = row.getBytes("refresh_token");
    return new SessionRow(
        new DeskSession(
            row.getObject("id", UUID.class),
            row.getString("subject"),
            row.getString("username"),
            row.getString("display_name"),
            row.getBoolean("administrator"),
            row.getLong("waiting"),
            Set.of()),
        new Wrapped(row.getBytes("access_token")),
        row.getObject("access_expires_at", OffsetDateTime.class).toInstant(),
        refresh == null ? null : new Wrapped(refresh),
        new Wrapped(row.getBytes("id_token")),
        row.getObject("seen_at", OffsetDateTime.class).toInstant());
  }

  private static byte @Nullable [] blob(@Nullable Wrapped wrapped) {
    return wrapped == null ? null : wrapped.blob();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
