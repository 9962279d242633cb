package vn.antin.signing.vgca;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Documents;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.TokenSpending;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.signature.SigningCondition;
import vn.antin.signing.validation.OwnCheck;
import vn.antin.signing.web.HeavyWork;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;
import vn.antin.signing.web.WebProperties;

@Configuration(proxyBeanMethods = false)
class VgcaConfiguration {
  @Bean
  VgcaRepository vgcaRepository(JdbcClient sql) {
    return new VgcaRepository(sql);
  }

  @Bean
  VgcaTrail vgcaTrail(AuditLog log) {
    return new VgcaTrail(log);
  }

  @Bean
  VgcaJobs vgcaJobs(
      OpenRequests requests,
      VgcaRepository repository,
      Grants grants,
      Credentials credentials,
      Documents documents,
      People people,
      SigningAuthorities authorities,
      OwnCheck check,
      List<SigningCondition> conditions,
      VgcaTrail trail,
      TransactionOperations transaction,
      VgcaProperties properties,
      WebProperties web,
      InstantSource time) {
    return new VgcaJobs(
        requests,
        repository,
        grants,
        credentials,
        documents,
        people,
        authorities,
        check,
        conditions,
        trail,
        transaction,
        properties,
        web.publicUrl(),
        time);
  }

  @Bean
  VgcaFiles vgcaFiles(
      VgcaRepository repository,
      OpenRequests requests,
      Documents documents,
      VgcaTrail trail,
      TransactionOperations transaction,
      InstantSource time) {
    return new VgcaFiles(repository, requests, documents, trail, transaction, time);
  }

  @Bean
  VgcaReturns vgcaReturns(
      VgcaRepository repository,
      OpenRequests requests,
      Documents documents,
      Credentials credentials,
      People people,
      SigningAuthorities authorities,
      TokenSpending spending,
      OwnCheck check,
      List<SigningCondition> conditions,
      VgcaTrail trail,
      TransactionOperations transaction,
      MeterRegistry meters,
      VgcaProperties properties,
      InstantSource time) {
    return new VgcaReturns(
        repository,
        requests,
        documents,
        credentials,
        people,
        authorities,
        spending,
        check,
        conditions,
        trail,
        transaction,
        new HeavyWork(properties.atOnce()),
        meters,
        properties,
        time);
  }

  @Bean
  VgcaKeeper vgcaKeeper(VgcaRepository repository, InstantSource time) {
    return new VgcaKeeper(repository, time);
  }

  @Bean
  Throttle vgcaThrottle(VgcaProperties properties, Proxies trustedProxies, InstantSource time) {
    return new Throttle(properties.perMinute(), trustedProxies, time);
  }
}
