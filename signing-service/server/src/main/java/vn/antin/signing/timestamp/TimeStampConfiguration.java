package vn.antin.signing.timestamp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.authority.ServiceCertificates;
import vn.antin.signing.key.Keys;
import vn.antin.signing.timestamp.clock.ClockWatch;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("antin.time-stamping.enabled")
class TimeStampConfiguration {
  @Bean
  ClockWatch clockWatch(
      TimeStampingProperties properties, InstantSource time, MeterRegistry meters) {
    if (properties.clock().servers().isEmpty()) {
      LoggerFactory.getLogger(ClockWatch.class)
          .warn(
              "Time-stamps trust this machine's clock: antin.time-stamping.clock.servers is"
                  + " empty, so only jumps are noticed.");
    }
    var watch = new ClockWatch(properties.clock(), time);
    Gauge.builder("antin.time-stamps.clock-trusted", watch, TimeStampConfiguration::trusted)
        .register(meters);
    Gauge.builder("antin.time-stamps.clock-offset-seconds", watch, TimeStampConfiguration::offset)
        .register(meters);
    return watch;
  }

  @Bean
  StampKeys stampKeys(
      JdbcClient sql,
      ServiceCertificates authority,
      Revocations revocations,
      Keys keys,
      TimeStampingProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new StampKeys(
        new StampKeyRepository(sql),
        authority,
        revocations,
        keys,
        properties,
        audit,
        transaction,
        time);
  }

  @Bean
  StampBlockRepository stampBlockRepository(JdbcClient sql) {
    return new StampBlockRepository(sql);
  }

  @Bean
  StampLedger stampLedger(
      StampBlockRepository blocks,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new StampLedger(blocks, audit, transaction, time);
  }

  @Bean
  Throttle timeStampThrottle(
      TimeStampingProperties properties, Proxies trustedProxies, InstantSource time) {
    return new Throttle(properties.perMinute(), trustedProxies, time);
  }

  @Bean
  TimeStampAuthority timeStampAuthority(
      TimeStampingProperties properties,
      StampKeys stampKeys,
      StampLedger ledger,
      ClockWatch clock,
      Keys keys,
      JdbcClient sql,
      InstantSource time) {
    var times = new StampTimes(properties.ordering(), sql, time);
    return new TimeStampAuthority(properties, stampKeys, ledger, times, clock, keys, time);
  }

  @Bean
  TimeStamps timeStamps(TimeStampAuthority authority) {
    return new TimeStamps(authority);
  }

  @Bean
  OwnTimeStamps ownTimeStamps(TimeStampAuthority authority) {
    return new OwnTimeStamps(authority);
  }

  @Bean
  TimeStampKeeper timeStampKeeper(StampKeys keys, StampLedger ledger, ClockWatch clock) {
    return new TimeStampKeeper(keys, ledger, clock);
  }

  /** Not part of readiness: a node that cannot stamp still signs and validates. */
  @Bean
  HealthIndicator timeStampingHealthIndicator(
      StampKeys keys, ClockWatch clock, InstantSource time) {
    return () -> {
      var key = keys.current().map(StampKeys.Ready::key);
      return switch (clock.verdict()) {
        case ClockWatch.Verdict.Doubted(var why) ->
            Health.outOfService().withDetail("clock", why).build();
        case ClockWatch.Verdict.Trusted() ->
            key.filter(each -> each.validAt(time.instant())).isPresent()
                ? Health.up().build()
                : Health.outOfService().withDetail("key", "none that is valid now").build();
      };
    };
  }

  private static double trusted(ClockWatch watch) {
    return watch.verdict() instanceof ClockWatch.Verdict.Trusted ? 1 : 0;
  }

  private static double offset(ClockWatch watch) {
    var offset = watch.state().offset();
    return offset == null ? Double.NaN : offset.toNanos() / 1e9;
  }
}
