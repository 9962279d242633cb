package vn.antin.signing.authority.crl;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.profile.StatusAddresses;

@Configuration(proxyBeanMethods = false)
class CrlConfiguration {
  @Bean
  CrlRepository crlRepository(JdbcClient sql) {
    return new CrlRepository(sql);
  }

  @Bean
  ImportedCrls importedCrls(
      CrlRepository repository,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new ImportedCrls(repository, audit, transaction, time);
  }

  @Bean
  CrlIssuance crlIssuance(
      CrlRepository repository,
      Authorities authorities,
      CaKeys keys,
      StatusAddresses addresses,
      CrlProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time,
      MeterRegistry meters) {
    return new CrlIssuance(
        repository, authorities, keys, addresses, properties, audit, transaction, time, meters);
  }
}
