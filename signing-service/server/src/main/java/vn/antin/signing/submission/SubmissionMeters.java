package vn.antin.signing.submission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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

  private final JdbcClient sql;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final Map<String, AtomicLong> byState = new ConcurrentHashMap<>();
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
      byState.values().forEach(count -> count.set(0));
      sql.sql("SELECT state, count(*) FROM submission GROUP BY state")
          .query(row -> {
            byState.computeIfAbsent(row.getString(1), this::gauge).set(row.getLong(2));
          });
      var since =
          sql.sql(
                  """
                  SELECT coalesce(min(received_at), :now) FROM submission_step
                  WHERE state IN ('waiting', 'signing', 'unknown')
                  """)
              .param("now", time.instant().atOffset(java.time.ZoneOffset.UTC))
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

  private AtomicLong gauge(String state) {
    var count = new AtomicLong();
    Gauge.builder("antin.signing.requests", count, AtomicLong::get)
        .tag("state", state)
        .description("Signing requests by state")
        .register(meters);
    return count;
  }
}
