package vn.antin.signing.succession;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;

@Configuration(proxyBeanMethods = false)
class SuccessionConfiguration {
  @Bean
  SuccessionRepository successionRepository(JdbcClient sql, InstantSource time) {
    return new SuccessionRepository(sql, time);
  }

  @Bean
  SealRequests sealRequests(
      SuccessionRepository repository, AuditLog audit, TransactionOperations transaction) {
    return new SealRequests(repository, audit, transaction);
  }
}
