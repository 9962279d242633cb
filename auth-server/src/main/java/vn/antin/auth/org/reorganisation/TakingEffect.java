package vn.antin.auth.org.reorganisation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.org.OrgException;

/**
 * Carries out confirmed plans when their day has come. Any node does; the plan's row is locked for
 * the transaction that does it and says in it that it is done.
 */
@Component
final class TakingEffect {
  private static final Logger LOG = LoggerFactory.getLogger(TakingEffect.class);
  private static final Duration RETRY = Duration.ofMinutes(10);

  private final PlanTable plans;
  private final Reorganisations reorganisations;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  TakingEffect(
      PlanTable plans,
      Reorganisations reorganisations,
      AuditLog audit,
      TransactionTemplate transaction,
      InstantSource clock,
      JdbcClient jdbc,
      MeterRegistry meters) {
    this.plans = plans;
    this.reorganisations = reorganisations;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    Gauge.builder("antin.reorganisations.failed", () -> failed(jdbc))
        .description("Confirmed reorganisations that could not take effect; each wants a human")
        .register(meters);
  }

  @Scheduled(initialDelayString = "20s", fixedDelayString = "1m")
  void whenDue() {
    try {
      while (next()) {}
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Reorganisations wait for the database: {}", e.getMessage());
    }
  }

  /** True when there was one whose day has come. */
  boolean next() {
    AtomicReference<Reorganisation> taken = new AtomicReference<>();
    try {
      transaction.executeWithoutResult(status ->
          plans
              .due()
              .ifPresent(plan -> {
                taken.set(plan);
                reorganisations.takeEffectOnItsDay(plan);
              }));
      return taken.get() != null;
    } catch (OrgException | DataAccessException e) {
      Reorganisation plan = taken.get();
      if (plan == null) {
        throw e;
      }
      String fault =
          e instanceof OrgException refused
              ? refused.code().name().toLowerCase(java.util.Locale.ROOT) + " " + refused.field()
              : "database";
      LOG.error("The reorganisation {} did not take effect: {}", plan.id(), e.getMessage());
      transaction.executeWithoutResult(status -> {
        if (plans.failed(plan.id(), fault, clock.instant().plus(RETRY))) {
          audit.append(
              new AuditEvent(
                  "reorganisation.failed",
                  "schedule",
                  plan.id().toString(),
                  Map.of("fault", fault),
                  Map.of()));
        }
      });
      return true;
    }
  }

  private static double failed(JdbcClient jdbc) {
    try {
      return jdbc.sql(
              """
              SELECT count(*) FROM reorganisation WHERE state = 'confirmed' AND fault IS NOT NULL
              """)
          .query(Double.class)
          .single();
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }
}
