package vn.antin.signing.authority;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;
import vn.antin.signing.web.WebProperties;

@Configuration(proxyBeanMethods = false)
class AuthorityConfiguration {
  @Bean
  Profiles profiles(AuthorityProperties properties) {
    return new Profiles(properties.profiles());
  }

  @Bean
  StatusAddresses statusAddresses(AuthorityProperties properties, WebProperties web) {
    var base = properties.baseUrl();
    return new StatusAddresses(base == null ? web.publicUrl() : base);
  }

  @Bean
  ProvincePower provincePower(People people) {
    return new ProvincePower(people);
  }

  @Bean
  CaKeys caKeys(Keys keys) {
    return new CaKeys(keys);
  }

  @Bean
  Authorities authorities(
      JdbcClient sql, CaKeys keys, AuthorityProperties properties, InstantSource time) {
    return new Authorities(new CaRepository(sql), keys, properties.roots(), time);
  }

  @Bean
  Ledger ledger(JdbcClient sql) {
    return new Ledger(sql);
  }

  @Bean
  Reconciliation reconciliation(
      Ledger ledger,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time,
      MeterRegistry meters) {
    return new Reconciliation(ledger, audit, transaction, time, meters);
  }

  @Bean
  OwnAuthority ownAuthority(Issuing issuing, Credentials credentials, People people) {
    return new OwnAuthority(issuing, credentials, people);
  }

  @Bean
  ServiceCertificates serviceCertificates(
      Authorities authorities,
      Issuing issuing,
      ObjectProvider<ServiceCertificates.Founding> founding) {
    return new ServiceCertificates(authorities, issuing, founding.stream().findFirst());
  }

  @Bean
  EndedCredentials endedCredentials(Revocations revocations) {
    return new EndedCredentials(revocations);
  }

  @Bean
  Revocations revocations(
      JdbcClient sql, AuditLog audit, ApplicationEventPublisher events, InstantSource time) {
    return new Revocations(sql, audit, events, time);
  }

  @Bean
  Issuing issuing(
      Authorities authorities,
      CaKeys keys,
      Ledger ledger,
      Profiles profiles,
      StatusAddresses addresses,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Issuing(authorities, keys, ledger, profiles, addresses, audit, transaction, time);
  }
}
