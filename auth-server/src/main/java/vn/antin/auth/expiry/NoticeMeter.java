package vn.antin.auth.expiry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.dao.DataAccessException;

/** Tells operators whether notices still come, and what becomes of their mails. */
final class NoticeMeter {
  private final MeterRegistry registry;

  NoticeMeter(MeterRegistry registry, NoticeTable table, InstantSource clock) {
    this.registry = registry;
    Gauge.builder("antin.certificate.notices.age", () -> age(table, clock))
        .description("How long ago signing-service last answered for notices of certificates")
        .baseUnit("seconds")
        .register(registry);
  }

  void count(Outcome outcome) {
    registry.counter("antin.certificate.notices.mails", "outcome", outcome.tag()).increment();
  }

  private static double age(NoticeTable table, InstantSource clock) {
    try {
      return table.sinceAnswered(clock.instant()).toSeconds();
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }
}
