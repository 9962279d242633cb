package vn.antin.signing.certificate.expiry;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {
  @Bean
  NoticeRepository noticeRepository(JdbcClient sql) {
    return new NoticeRepository(sql);
  }

  @Bean
  Calendar certificateCalendar(JdbcClient sql, InstantSource time) {
    return new Calendar(sql, time);
  }

  @Bean
  ExpiryWarnings expiryWarnings(
      NoticeRepository repository,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      ExpiryProperties properties,
      InstantSource time) {
    return new ExpiryWarnings(repository, people, audit, transaction, properties, time);
  }
}
