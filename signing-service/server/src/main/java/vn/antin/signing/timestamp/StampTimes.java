package vn.antin.signing.timestamp;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The times that stamps carry: the clock's, in milliseconds; or, where an order is promised, in
 * microseconds and each later than the one before it over all nodes, which one row in the database
 * decides. Thread-safe.
 */
final class StampTimes {
  /**
   * The row need not be on disk before the stamp leaves: after a crash of the database the clock is
   * ahead of it again, as nodes agree within the tolerance and a restart takes longer.
   */
  private static final String NEXT =
      """
      WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
      UPDATE time_stamp_order SET last = greatest(last + interval '1 microsecond', :now)
      FROM quick RETURNING last
      """;

  private final boolean ordered;
  private final JdbcClient sql;
  private final InstantSource time;

  StampTimes(boolean ordered, JdbcClient sql, InstantSource time) {
    this.ordered = ordered;
    this.sql = sql;
    this.time = time;
  }

  Instant next() {
    return ordered
        ? sql.sql(NEXT)
            .param("now", time.instant().truncatedTo(ChronoUnit.MICROS).atOffset(UTC))
            .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .single()
        : time.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
