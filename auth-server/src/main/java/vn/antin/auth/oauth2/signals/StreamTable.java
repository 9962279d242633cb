package vn.antin.auth.oauth2.signals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.SessionId;
import vn.antin.rootkey.RootKey;

/** Rows of {@code signal_stream}. */
@Repository
final class StreamTable {
  private static final String SELECT =
      """
      SELECT s.id, s.client_id, s.endpoint, s.authorization_header, s.events_requested,
        s.description, s.status, s.reason
      FROM signal_stream s
      """;

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final InstantSource clock;

  StreamTable(JdbcClient jdbc, RootKey rootKey, InstantSource clock) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /** Writes a new stream unless the receiver has as many as it may. */
  boolean insert(SignalStream stream, int most) {
    return write(
                """
                INSERT INTO signal_stream (id, client_id, endpoint, authorization_header,
                  events_requested, description, created_at)
                SELECT :id, :client, :endpoint, :authorization, :requested, :description, :now
                WHERE (SELECT count(*) FROM signal_stream WHERE client_id = :client) < :most
                """,
                stream)
            .param("now", at(clock.instant()))
            .param("most", most)
            .update()
        == 1;
  }

  void update(SignalStream stream) {
    write(
            """
            UPDATE signal_stream
            SET endpoint = :endpoint, authorization_header = :authorization,
              events_requested = :requested, description = :description
            WHERE id = :id AND client_id = :client
            """,
            stream)
        .update();
  }

  private JdbcClient.StatementSpec write(String sql, SignalStream stream) {
    Transport.Push push = stream.transport() instanceof Transport.Push given ? given : null;
    return jdbc.sql(sql)
        .param("id", stream.id())
        .param("client", stream.clientId())
        .param("endpoint", push == null ? null : push.endpoint().toString())
        .param("authorization", wrap(stream.id(), push), Types.BINARY)
        .param("requested", stream.requested().toArray(String[]::new))
        .param("description", stream.description());
  }

  private byte @Nullable [] wrap(String id, Transport.@Nullable Push push) {
    return push == null || push.authorization() == null
        ? null
        : rootKey.wrap(push.authorization().reveal().getBytes(StandardCharsets.UTF_8), context(id));
  }

  private static String context(String id) {
    return "signal-stream:" + id;
  }

  void setStatus(SignalStream stream, SignalStream.Status status, @Nullable String reason) {
    jdbc.sql("UPDATE signal_stream SET status = :status, reason = :reason WHERE id = :id")
        .param("status", status.text())
        .param("reason", reason)
        .param("id", stream.id())
        .update();
  }

  boolean delete(String id, String clientId) {
    return jdbc.sql("DELETE FROM signal_stream WHERE id = :id AND client_id = :client")
            .param("id", id)
            .param("client", clientId)
            .update()
        == 1;
  }

  /** Notes a wish for verification; false when the last one is not old enough. */
  boolean mayVerify(SignalStream stream, long seconds) {
    Instant now = clock.instant();
    return jdbc.sql(
                """
                UPDATE signal_stream SET verified_at = :now
                WHERE id = :id AND (verified_at IS NULL OR verified_at <= :before)
                """)
            .param("now", at(now))
            .param("before", at(now.minusSeconds(seconds)))
            .param("id", stream.id())
            .update()
        == 1;
  }

  Optional<SignalStream> find(String id) {
    return jdbc.sql(SELECT + "WHERE s.id = :id").param("id", id).query(this::stream).optional();
  }

  List<SignalStream> of(String clientId) {
    return jdbc.sql(SELECT + "WHERE s.client_id = :client ORDER BY s.created_at, s.id")
        .param("client", clientId)
        .query(this::stream)
        .list();
  }

  /** Streams of receivers that this session had reached or that named its official. */
  List<SignalStream> reachedBy(SessionId session, AccountId account, EventType type) {
    return concerned(
        account,
        type,
        jdbc.sql(concerned("f.session_id = :session")).param("session", session.value()));
  }

  /** Streams of receivers that the official is logged in to or that named the official. */
  List<SignalStream> knowing(AccountId account, EventType type) {
    return concerned(
        account,
        type,
        jdbc.sql(
            concerned(
                """
                f.session_id IN (SELECT id FROM session
                                 WHERE account_id = :account AND ended_at IS NULL)
                """)));
  }

  /** The scopes of what the official has granted to the client and is still open. */
  Set<String> scopes(String clientId, AccountId account) {
    return Set.copyOf(
        jdbc.sql(
                """
                SELECT DISTINCT unnest(f.scopes)
                FROM session JOIN token_family f ON f.session_id = session.id
                WHERE session.account_id = :account AND session.ended_at IS NULL
                  AND session.expires_at > :now
                  AND f.client_id = :client AND f.revoked_at IS NULL AND f.ends_at > :now
                """)
            .param("account", account.value())
            .param("now", at(clock.instant()))
            .param("client", clientId)
            .query((row, number) -> row.getString(1))
            .list());
  }

  private static String concerned(String loggedIn) {
    return SELECT
        + """
        LEFT JOIN signal_subject named ON named.stream_id = s.id AND named.account_id = :account
        WHERE s.status <> 'disabled' AND :type = ANY (s.events_requested)
          AND coalesce(named.included,
            EXISTS (SELECT FROM token_family f WHERE f.client_id = s.client_id AND $LOGGED_IN))
        """
            .replace("$LOGGED_IN", loggedIn);
  }

  private List<SignalStream> concerned(
      AccountId account, EventType type, JdbcClient.StatementSpec statement) {
    return statement
        .param("account", account.value())
        .param("type", type.uri())
        .query(this::stream)
        .list();
  }

  void name(SignalStream stream, AccountId account, boolean included) {
    jdbc.sql(
            """
            INSERT INTO signal_subject (stream_id, account_id, included)
            VALUES (:stream, :account, :included)
            ON CONFLICT (stream_id, account_id) DO UPDATE SET included = excluded.included
            """)
        .param("stream", stream.id())
        .param("account", account.value())
        .param("included", included)
        .update();
  }

  private SignalStream stream(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    String endpoint = row.getString("endpoint");
    byte[] header = row.getBytes("authorization_header");
    return new SignalStream(
        id,
        row.getString("client_id"),
        endpoint == null
            ? new Transport.Poll()
            : new Transport.Push(
                URI.create(endpoint),
                header == null
                    ? null
                    : new Transport.HeaderSecret(
                        new String(rootKey.unwrap(header, context(id)), StandardCharsets.UTF_8))),
        Arrays.asList((String[]) row.getArray("events_requested").getArray()),
        row.getString("description"),
        SignalStream.Status.of(row.getString("status")),
        row.getString("reason"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
