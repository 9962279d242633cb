package vn.antin.signing.submission;

import static java.time.ZoneOffset.UTC;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** How many signing requests there are, how long the oldest waits, which webhooks are dead. */
final class SubmissionMeters {
  private static final Logger LOG = LoggerFactory.getLogger(SubmissionMeters.class);

  /** Steps that wait for somebody, by how long they have. */
  private static final String WAITING =
      """
      SELECT coalesce(profile, 'none'), CASE
          WHEN received_at > CAST(:now AS timestamptz) - interval '1 hour' THEN 'hour'
          WHEN received_at > CAST(:now AS timestamptz) - interval '1 day' THEN 'day'
          WHEN received_at > CAST(:now AS timestamptz) - interval '7 days' THEN 'week'
          ELSE 'longer' END AS age, count(*)
      FROM submission_step AS step JOIN submission ON submission.id = submission_id
      WHERE step.state = 'waiting' GROUP BY 1, 2
      """;

  private final JdbcClient sql;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final Map<Tags, AtomicLong> gauges = new ConcurrentHashMap<>();
  private final AtomicLong oldest = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();

  SubmissionMeters(JdbcClient sql, Streams streams, MeterRegistry meters, InstantSource time) {
    this.sql = sql;
    this.meters = meters;
    this.time = time;
    Gauge.builder("antin.signing.requests.oldest", oldest, AtomicLong::get)
        .baseUnit("seconds")
        .description("Age of the step that has waited longest")
        .register(meters);
    Gauge.builder("antin.webhooks.dead", dead, AtomicLong::get)
        .description("Webhooks that were given up")
        .register(meters);
    Gauge.builder("antin.signing.requests.streams", streams, Streams::count)
        .description("Open event streams")
        .register(meters);
  }

  @Scheduled(fixedDelayString = "15s", initialDelayString = "2s")
  void look() {
    try {
      gauges.values().forEach(count -> count.set(0));
      sql.sql(
              """
              SELECT state, coalesce(profile, 'none'), count(*) FROM submission
              GROUP BY state, coalesce(profile, 'none')
              """)
          .query(row -> {
            set(
                "antin.signing.requests",
                Tags.of("state", row.getString(1), "profile", row.getString(2)),
                row.getLong(3));
          });
      sql.sql(WAITING)
          .param("now", time.instant().atOffset(UTC))
          .query(row -> {
            set(
                "antin.signing.steps.waiting",
                Tags.of("profile", row.getString(1), "age", row.getString(2)),
                row.getLong(3));
          });
      var since =
          sql.sql(
                  """
                  SELECT coalesce(min(received_at), :now) FROM submission_step
                  WHERE state IN ('waiting', 'signing', 'unknown')
                  """)
              .param("now", time.instant().atOffset(UTC))
              .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
              .single();
      oldest.set(Math.max(0, time.instant().getEpochSecond() - since.getEpochSecond()));
      dead.set(
          sql.sql("SELECT count(*) FROM webhook_delivery WHERE state = 'dead'")
              .query((row, _) -> row.getLong(1))
              .single());
    } catch (DataAccessException e) {
      LOG.debug("Signing requests could not be counted: {}", e.getMessage());
    }
  }

  private void set(String name, Tags tags, long count) {
    gauges
        .computeIfAbsent(
            tags.and("meter", name),
            _ -> {
              var made = new AtomicLong();
              Gauge.builder(name, made, AtomicLong::get).tags(tags).register(meters);
              return made;
            })
        .set(count);
  }
}
