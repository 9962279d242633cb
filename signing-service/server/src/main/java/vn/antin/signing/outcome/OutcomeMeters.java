package vn.antin.signing.outcome;

import static java.time.ZoneOffset.UTC;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** How long the oldest unknown outcome waits for a person; their number is {@code request}'s. */
final class OutcomeMeters {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeMeters.class);

  private final JdbcClient sql;
  private final InstantSource time;
  private final AtomicLong oldest = new AtomicLong();

  OutcomeMeters(JdbcClient sql, MeterRegistry meters, InstantSource time) {
    this.sql = sql;
    this.time = time;
    Gauge.builder("antin.signatures.unknown.oldest", oldest, AtomicLong::get)
        .baseUnit("seconds")
        .description("Age of the unknown outcome that has waited longest for a person")
        .register(meters);
  }

  @Scheduled(fixedDelayString = "15s", initialDelayString = "2s")
  void look() {
    try {
      var now = time.instant();
      var since =
          sql.sql("SELECT coalesce(min(changed_at), :now) FROM grant_hash WHERE state = 'unknown'")
              .param("now", now.atOffset(UTC))
              .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
              .single();
      oldest.set(Math.max(0, now.getEpochSecond() - since.getEpochSecond()));
    } catch (DataAccessException e) {
      LOG.debug("Unknown outcomes could not be looked at: {}", e.getMessage());
    }
  }
}
