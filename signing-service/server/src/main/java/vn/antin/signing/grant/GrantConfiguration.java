package vn.antin.signing.grant;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authserver.AuthServer;

@Configuration(proxyBeanMethods = false)
class GrantConfiguration {
  @Bean
  Introspection introspection(
      AuthServer authServer, AuditLog audit, InstantSource time, MeterRegistry meters) {
    return new Introspection(authServer, audit, time, meters);
  }

  @Bean
  HashLedger hashLedger(JdbcClient sql, InstantSource time) {
    return new HashLedger(sql, time);
  }

  @Bean
  UnknownHashes unknownHashes(JdbcClient sql, InstantSource time) {
    return new UnknownHashes(sql, time);
  }

  @Bean
  OrderSpending orderSpending(JdbcClient sql, InstantSource time) {
    return new OrderSpending(sql, time);
  }

  @Bean
  TokenSpending tokenSpending(JdbcClient sql, InstantSource time) {
    return new TokenSpending(sql, time);
  }

  @Bean
  Grants grants(JdbcClient sql, TransactionOperations transaction, InstantSource time) {
    return new Grants(new GrantRepository(sql), transaction, time);
  }
}
