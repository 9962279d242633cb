package vn.antin.auth.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code outbox_message} as the workers see them. */
@Repository
final class OutboxTable {
  private final JdbcClient jdbc;
  private final OutboxProperties properties;
  private final InstantSource clock;

  OutboxTable(JdbcClient jdbc, OutboxProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Claims due messages, one per recipient at most, those that have waited longest first.
   *
   * @param kinds those that can be delivered here
   * @param full recipients to whom nothing more may go for now
   */
  List<Claimed> claim(Set<String> kinds, Collection<Claimed.Lane> full, int most) {
    Instant now = clock.instant();
    return jdbc.sql(
            // The recursion hops from recipient to recipient in the index, however many messages
            // wait for each.
            """
            WITH RECURSIVE lane AS (
              (SELECT kind, recipient FROM outbox_message WHERE state = 'waiting'
               ORDER BY kind, recipient LIMIT 1)
              UNION ALL
              SELECT next.kind, next.recipient
              FROM lane CROSS JOIN LATERAL (
                SELECT m.kind, m.recipient FROM outbox_message m
                WHERE m.state = 'waiting' AND (m.kind, m.recipient) > (lane.kind, lane.recipient)
                ORDER BY m.kind, m.recipient LIMIT 1) next),
            due AS MATERIALIZED (
              SELECT first.id
              FROM lane CROSS JOIN LATERAL (
                SELECT m.id, m.due_at FROM outbox_message m
                WHERE m.state = 'waiting' AND m.kind = lane.kind AND m.recipient = lane.recipient
                  AND m.due_at <= :now
                ORDER BY m.due_at LIMIT 1
                FOR UPDATE SKIP LOCKED) first
              WHERE lane.kind = ANY (:kinds)
                AND (lane.kind, lane.recipient) NOT IN (
                  SELECT f.kind, f.recipient
                  FROM unnest(:fullKinds::text[], :fullRecipients::text[]) f (kind, recipient))
              ORDER BY first.due_at LIMIT :most)
            UPDATE outbox_message m
            SET lease = gen_random_uuid(), due_at = :leaseEnd, attempts = m.attempts + 1
            FROM due WHERE m.id = due.id
            RETURNING m.id, m.lease, m.attempts, m.gives_up_at, m.kind, m.recipient, m.body, m.key
            """)
        .param("now", at(now))
        .param("leaseEnd", at(now.plus(properties.lease())))
        .param("kinds", kinds.toArray(String[]::new))
        .param("fullKinds", full.stream().map(Claimed.Lane::kind).toArray(String[]::new))
        .param("fullRecipients", full.stream().map(Claimed.Lane::recipient).toArray(String[]::new))
        .param("most", most)
        .query(OutboxTable::claimed)
        .list();
  }

  /** Notes what became of a claimed message, unless its lease was over and others have it now. */
  void settle(Claimed claimed, Attempt attempt) {
    Instant now = clock.instant();
    switch (attempt) {
      case Attempt.Delivered() -> settle(claimed, "delivered", now, null);
      case Attempt.Dead(String reason) -> settle(claimed, "dead", now, reason);
      case Attempt.Retry(String reason) -> {
        Instant next = now.plus(Retries.after(claimed.attempt()));
        if (next.isAfter(claimed.givesUpAt())) {
          settle(claimed, "dead", now, reason);
        } else {
          settle(claimed, "waiting", next, reason);
        }
      }
    }
  }

  private void settle(Claimed claimed, String state, Instant when, @Nullable String problem) {
    jdbc.sql(
            """
            UPDATE outbox_message
            SET state = :state, lease = NULL, problem = :problem,
              due_at = CASE WHEN :state = 'waiting' THEN :when ELSE due_at END,
              settled_at = CASE WHEN :state = 'waiting' THEN NULL ELSE :when END
            WHERE id = :id AND lease = :lease
            """)
        .param("state", state)
        .param("problem", problem)
        .param("when", at(when))
        .param("id", claimed.id())
        .param("lease", claimed.lease())
        .update();
  }

  /** Forgets what was settled long ago. */
  void clean() {
    Instant now = clock.instant();
    jdbc.sql(
            """
            DELETE FROM outbox_message
            WHERE (state = 'delivered' AND about IS NULL AND settled_at < :delivered)
               OR (state = 'delivered' AND about IS NOT NULL AND settled_at < :dead)
               OR (state = 'dead' AND settled_at < :dead)
            """)
        .param("delivered", at(now.minus(properties.keepDelivered())))
        .param("dead", at(now.minus(properties.keepDead())))
        .update();
  }

  private static Claimed claimed(ResultSet row, int number) throws SQLException {
    return new Claimed(
        row.getObject("id", UUID.class),
        row.getObject("lease", UUID.class),
        row.getInt("attempts"),
        row.getObject("gives_up_at", OffsetDateTime.class).toInstant(),
        new Message(
            row.getString("kind"),
            row.getString("recipient"),
            row.getString("body"),
            row.getString("key")));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
