package vn.antin.signing.submission.callback;

import static java.time.ZoneOffset.UTC;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What applications are told. Thread-safe. */
public final class Callbacks {
  private static final int LONGEST = 500;

  /**
   * One message, as its application sees it.
   *
   * @param state due, delivered or dead
   * @param problem why it was not taken the last time
   */
  public record Delivery(
      UUID id,
      String event,
      String state,
      int attempts,
      Instant createdAt,
      @Nullable Instant nextAt,
      @Nullable Instant endedAt,
      @Nullable String problem) {}

  private final JdbcClient sql;
  private final Set<String> allowedHosts;
  private final InstantSource time;

  Callbacks(JdbcClient sql, Set<String> allowedHosts, InstantSource time) {
    this.sql = sql;
    this.allowedHosts = allowedHosts;
    this.time = time;
  }

  /** Whether it can be told to: HTTPS, or a host that the operator allows. */
  public boolean takes(String url) {
    try {
      var address = new URI(url);
      var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      return url.length() <= LONGEST
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawFragment() == null
          && (scheme.equals("https")
              || (scheme.equals("http")
                  && allowedHosts.contains(address.getHost().toLowerCase(Locale.ROOT))));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Joins the caller's transaction; nothing when the application wants to be told nothing. */
  public void tell(UUID submission, String event, @Nullable UUID step) {
    sql.sql(
            """
            INSERT INTO webhook_delivery (submission_id, client_id, url, event, step_id,
              request_state, due_at, created_at)
            SELECT id, client_id, callback_url, :event, :step, state, :now, :now
            FROM submission WHERE id = :id AND callback_url IS NOT NULL
            """)
        .param("event", event)
        .param("step", step)
        .param("now", time.instant().atOffset(UTC))
        .param("id", submission)
        .update();
  }

  /** The latest first. */
  public List<Delivery> of(UUID submission, String client) {
    return sql.sql(
            """
            SELECT id, event, state, attempts, created_at, due_at, ended_at, problem
            FROM webhook_delivery WHERE submission_id = :id AND client_id = :client
            ORDER BY created_at DESC, id LIMIT 200
            """)
        .param("id", submission)
        .param("client", client)
        .query((row, _) -> {
          var ended = row.getObject("ended_at", OffsetDateTime.class);
          var due = row.getObject("due_at", OffsetDateTime.class).toInstant();
          return new Delivery(
              row.getObject("id", UUID.class),
              row.getString("event"),
              row.getString("state"),
              row.getInt("attempts"),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              row.getString("state").equals("due") ? due : null,
              ended == null ? null : ended.toInstant(),
              row.getString("problem"));
        })
        .list();
  }

  /** Begins anew with what is dead or waits; false when there is no such message. */
  public boolean retry(UUID submission, String client, UUID delivery) {
    return sql.sql(
                """
                UPDATE webhook_delivery SET state = 'due', due_at = :now, created_at = :now,
                  ended_at = NULL
                WHERE id = :delivery AND submission_id = :id AND client_id = :client
                  AND state <> 'delivered'
                """)
            .param("now", time.instant().atOffset(UTC))
            .param("delivery", delivery)
            .param("id", submission)
            .param("client", client)
            .update()
        == 1;
  }
}
