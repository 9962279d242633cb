package vn.antin.signing.certificate.request;

import java.net.URI;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.KnownIssuers;
import vn.antin.signing.certificate.OwnRevocations;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;
import vn.antin.signing.web.WebProperties;

@Configuration(proxyBeanMethods = false)
class CertificateRequestConfiguration {
  @Bean
  HolderRepository certificateHolderRepository(JdbcClient sql) {
    return new HolderRepository(sql);
  }

  @Bean
  RequestRepository certificateRequestRepository(JdbcClient sql) {
    return new RequestRepository(sql);
  }

  @Bean
  Acceptance certificateAcceptance(
      HolderRepository holders,
      Credentials credentials,
      ObjectProvider<KnownIssuers> known,
      People people,
      AuditLog audit,
      InstantSource time) {
    return new Acceptance(holders, credentials, known, people, audit, time);
  }

  @Bean
  Requests certificateRequests(
      RequestRepository repository,
      Acceptance acceptance,
      Credentials credentials,
      Keys keys,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    return new Requests(repository, acceptance, credentials, keys, people, transaction, time);
  }

  @Bean
  Registrations certificateRegistrations(
      JdbcClient sql,
      Acceptance acceptance,
      ObjectProvider<OwnRevocations> own,
      TransactionOperations transaction,
      InstantSource time) {
    return new Registrations(new RegistrationRepository(sql), acceptance, own, transaction, time);
  }

  @Bean
  TokenRegistrations tokenRegistrations(
      JdbcClient sql,
      HolderRepository holders,
      Acceptance acceptance,
      Registrations registrations,
      WebProperties web,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new TokenRegistrations(
        new CodeRepository(sql),
        holders,
        acceptance,
        registrations,
        URI.create(web.publicUrl()),
        audit,
        transaction,
        time);
  }

  @Bean
  Throttle tokenRegistrationThrottle(
      TokenRegistrationProperties properties, Proxies trustedProxies, InstantSource time) {
    return new Throttle(properties.perMinute(), trustedProxies, time);
  }
}
