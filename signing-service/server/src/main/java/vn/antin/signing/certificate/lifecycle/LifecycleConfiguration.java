package vn.antin.signing.certificate.lifecycle;

import java.time.InstantSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.CredentialEnding;
import vn.antin.signing.certificate.RevocationReason;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {
  @Bean
  Lifecycle lifecycle(
      JdbcClient sql,
      Keys keys,
      People people,
      AuditLog audit,
      ApplicationEventPublisher events,
      TransactionOperations transaction,
      InstantSource time) {
    return new Lifecycle(
        new LifecycleRepository(sql), keys, people, audit, events, transaction, time);
  }

  @Bean
  CredentialEnding credentialEnding(Lifecycle lifecycle) {
    return (by, credential) ->
        lifecycle.revoke(by, credential, null, RevocationReason.AGENCY_REQUEST, null);
  }

  @Bean
  LapsedCertificates lapsedCertificates(Lifecycle lifecycle) {
    return new LapsedCertificates(lifecycle);
  }

  @Bean(initMethod = "start")
  EndedKeys endedKeys(
      JdbcClient sql,
      Keys keys,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new EndedKeys(new EndedKeyRepository(sql), keys::destroy, audit, transaction, time);
  }

  @Bean
  Mismatches mismatches(JdbcClient sql, InstantSource time) {
    return new Mismatches(sql, time);
  }
}
