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
  RequestRepository certificateRequestRepository(JdbcClient sql) {
    return new RequestRepository(sql);
  }

  @Bean
  Requests certificateRequests(
      RequestRepository repository,
      Credentials credentials,
      Keys keys,
      ObjectProvider<KnownIssuers> known,
      ObjectProvider<OwnRevocations> own,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Requests(
        repository, credentials, keys, known, own, people, audit, transaction, time);
  }

  @Bean
  OutsideCertificates outsideCertificates(Requests requests, RequestRepository repository) {
    return new OutsideCertificates(requests, repository);
  }

  @Bean
  TokenRegistrations tokenRegistrations(
      JdbcClient sql,
      RequestRepository repository,
      Requests requests,
      WebProperties web,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new TokenRegistrations(
        new CodeRepository(sql),
        repository,
        requests,
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
