package vn.antin.auth.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells operators what waits, for how long, and what is dead. */
@Component
final class OutboxMeter {
  private final MeterRegistry registry;
  private final JdbcClient jdbc;

  OutboxMeter(MeterRegistry registry, JdbcClient jdbc, InstantSource clock) {
    this.registry = registry;
    this.jdbc = jdbc;
    Gauge.builder(
            "antin.outbox.pending",
            () -> number("SELECT count(*) FROM outbox_message WHERE state = 'waiting'"))
        .description("Messages to other systems that wait for delivery")
        .register(registry);
    Gauge.builder(
            "antin.outbox.dead",
            () -> number("SELECT count(*) FROM outbox_message WHERE state = 'dead'"))
        .description("Messages that were refused or given up")
        .register(registry);
    Gauge.builder("antin.outbox.oldest.age", () -> oldestAge(clock))
        .description("How long the oldest waiting message has waited")
        .baseUnit("seconds")
        .register(registry);
  }

  void attempted(String kind, Attempt attempt) {
    String outcome =
        switch (attempt) {
          case Attempt.Delivered() -> "delivered";
          case Attempt.Retry retry -> "retry";
          case Attempt.Dead dead -> "dead";
        };
    registry.counter("antin.outbox.attempts", "kind", kind, "outcome", outcome).increment();
  }

  private double oldestAge(InstantSource clock) {
    try {
      return jdbc.sql(
              """
              SELECT coalesce(extract(epoch FROM :now - min(created_at)), 0)
              FROM outbox_message WHERE state = 'waiting'
              """)
          .param("now", clock.instant().atOffset(ZoneOffset.UTC))
          .query(Double.class)
          .single();
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }

  private double number(String sql) {
    try {
      return jdbc.sql(sql).query(Double.class).single();
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }
}
