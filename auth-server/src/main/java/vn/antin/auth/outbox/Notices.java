package vn.antin.auth.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has become of messages: for pages and administrators. */
@Repository
public final class Notices {
  private static final String SELECT =
      """
      SELECT id, kind, recipient, state, attempts, created_at, due_at, settled_at, problem
      FROM outbox_message
      """;

  private static final Duration LATELY = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Map<String, Delivery> deliveries;
  private final OutboxProperties properties;
  private final InstantSource clock;

  Notices(
      JdbcClient jdbc,
      ObjectProvider<Delivery> deliveries,
      OutboxProperties properties,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.deliveries =
        deliveries.stream()
            .collect(Collectors.toUnmodifiableMap(Delivery::kind, Function.identity()));
    this.properties = properties;
    this.clock = clock;
  }

  /** The messages put under this key, by recipient. */
  public List<Notice> about(String kind, String key) {
    return jdbc.sql(SELECT + "WHERE kind = :kind AND key = :key ORDER BY recipient")
        .param("kind", kind)
        .param("key", key)
        .query(this::notice)
        .list();
  }

  /**
   * The messages that tell of somebody's leaving.
   *
   * @param about the account id
   * @param since leaves out those of an earlier leaving
   */
  public List<Notice> ofLeaver(String about, Instant since) {
    return jdbc.sql(
            SELECT
                + """
                WHERE about = :about AND created_at >= :since ORDER BY kind, recipient, created_at
                """)
        .param("about", about)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(this::notice)
        .list();
  }

  /** What a recipient has not confirmed, the oldest first. */
  public List<Notice> unconfirmed(String kind, String recipient, int most) {
    return jdbc.sql(
            SELECT
                + """
                WHERE kind = :kind AND recipient = :recipient AND state IN ('waiting', 'dead')
                ORDER BY created_at LIMIT :most
                """)
        .param("kind", kind)
        .param("recipient", recipient)
        .param("most", most)
        .query(this::notice)
        .list();
  }

  /** Every recipient that has something to confirm or has confirmed something in the last day. */
  public List<RecipientReport> recipients() {
    return jdbc.sql(
            """
            SELECT kind, recipient,
              count(*) FILTER (WHERE state = 'waiting') AS waiting,
              count(*) FILTER (WHERE state = 'dead') AS dead,
              count(*) FILTER (WHERE state = 'delivered') AS delivered,
              max(settled_at) FILTER (WHERE state = 'delivered') AS confirmed_at,
              min(created_at) FILTER (WHERE state = 'waiting') AS waiting_since,
              (array_agg(problem ORDER BY created_at DESC)
                FILTER (WHERE state <> 'delivered' AND problem IS NOT NULL))[1] AS problem
            FROM outbox_message
            WHERE state = 'waiting' OR state = 'dead' OR settled_at > :since
            GROUP BY kind, recipient ORDER BY kind, recipient
            """)
        .param("since", clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
        .query((row, number) ->
            new RecipientReport(
                row.getString("kind"),
                row.getString("recipient"),
                name(row),
                row.getInt("waiting"),
                row.getInt("dead"),
                row.getInt("delivered"),
                instant(row, "confirmed_at"),
                instant(row, "waiting_since"),
                row.getString("problem")))
        .list();
  }

  /**
   * Has everything that the recipient has not confirmed tried again at once, also what is dead;
   * returns how many that is.
   */
  public int retry(String kind, String recipient) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            UPDATE outbox_message
            SET state = 'waiting', settled_at = NULL, due_at = :now, gives_up_at = :end, attempts = 0
            WHERE kind = :kind AND recipient = :recipient AND state IN ('waiting', 'dead')
              AND lease IS NULL
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("end", now.plus(properties.giveUpAfter()).atOffset(ZoneOffset.UTC))
        .param("kind", kind)
        .param("recipient", recipient)
        .update();
  }

  private Notice notice(ResultSet row, int number) throws SQLException {
    Notice.State state = Notice.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    return new Notice(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("recipient"),
        system(row),
        name(row),
        state,
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        state == Notice.State.WAITING ? instant(row, "due_at") : null,
        instant(row, "settled_at"),
        row.getString("problem"));
  }

  private String system(ResultSet row) throws SQLException {
    String recipient = row.getString("recipient");
    Delivery delivery = deliveries.get(row.getString("kind"));
    return delivery == null ? recipient : delivery.systemOf(recipient);
  }

  private String name(ResultSet row) throws SQLException {
    String recipient = row.getString("recipient");
    Delivery delivery = deliveries.get(row.getString("kind"));
    return delivery == null ? recipient : delivery.nameOf(recipient);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
