package vn.antin.auth.oauth2.signals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** Rows of {@code signal_event}: what receivers have not acknowledged. */
@Repository
final class EventTable {
  private static final String SELECT = "SELECT jti, stream_id, claims FROM signal_event ";

  private final JdbcClient jdbc;
  private final InstantSource clock;

  /**
   * @param claims of the Security Event Token, as JSON
   */
  record Event(UUID jti, String streamId, String claims) {}

  EventTable(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void insert(Event event, @Nullable AccountId about) {
    jdbc.sql(
            """
            INSERT INTO signal_event (jti, stream_id, account_id, claims, created_at)
            VALUES (:jti, :stream, :account, :claims, :now)
            """)
        .param("jti", event.jti())
        .param("stream", event.streamId())
        .param("account", about == null ? null : about.value(), java.sql.Types.OTHER)
        .param("claims", event.claims())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Event> find(UUID jti) {
    return jdbc.sql(SELECT + "WHERE jti = :jti")
        .param("jti", jti)
        .query(EventTable::event)
        .optional();
  }

  /** Whether the receiver has yet to take an earlier event about the same official. */
  boolean follows(UUID jti, Duration within) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM signal_event earlier JOIN signal_event this
                ON earlier.stream_id = this.stream_id AND earlier.account_id = this.account_id
                  AND earlier.place < this.place
              WHERE this.jti = :jti AND earlier.created_at > :since)
            """)
        .param("jti", jti)
        .param("since", clock.instant().minus(within).atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** The oldest first. */
  List<Event> waiting(String streamId, int most) {
    return jdbc.sql(SELECT + "WHERE stream_id = :stream ORDER BY place LIMIT :most")
        .param("stream", streamId)
        .param("most", most)
        .query(EventTable::event)
        .list();
  }

  /** Lets go of what the receiver has taken or refused. */
  int remove(String streamId, Collection<UUID> jtis) {
    return jdbc.sql("DELETE FROM signal_event WHERE stream_id = :stream AND jti = ANY (:jtis)")
        .param("stream", streamId)
        .param("jtis", jtis.toArray(UUID[]::new))
        .update();
  }

  void removeAll(String streamId) {
    jdbc.sql("DELETE FROM signal_event WHERE stream_id = :stream")
        .param("stream", streamId)
        .update();
  }

  int removeOlderThan(Duration age) {
    return jdbc.sql("DELETE FROM signal_event WHERE created_at < :before")
        .param("before", clock.instant().minus(age).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Event event(ResultSet row, int number) throws SQLException {
    return new Event(
        row.getObject("jti", UUID.class), row.getString("stream_id"), row.getString("claims"));
  }
}
