package vn.antin.auth.outbox;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes messages to other systems. Thread-safe. */
@Component
public final class Outbox {
  private final JdbcClient jdbc;
  private final OutboxProperties properties;
  private final InstantSource clock;

  Outbox(JdbcClient jdbc, OutboxProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Has the message delivered once the caller's transaction commits, and never when it does not.
   */
  public void put(Message message) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO outbox_message
              (kind, recipient, key, body, about, created_at, due_at, gives_up_at)
            VALUES (:kind, :recipient, :key, :body, :about, :now, :now, :end)
            ON CONFLICT (kind, key, recipient) DO NOTHING
            """)
        .param("kind", message.kind())
        .param("recipient", message.recipient())
        .param("key", message.key())
        .param("body", message.body())
        .param("about", message.about())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("end", now.plus(properties.giveUpAfter()).atOffset(ZoneOffset.UTC))
        .update();
  }
}
