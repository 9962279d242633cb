package vn.antin.signing.agent;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.audit.AuditLog;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Documents;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.TokenSpending;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.web.HeavyWork;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;
import vn.antin.signing.web.WebProperties;

@Configuration(proxyBeanMethods = false)
class AgentConfiguration {
  @Bean
  JobRepository agentJobRepository(JdbcClient sql) {
    return new JobRepository(sql);
  }

  @Bean
  JobTrail agentJobTrail(AuditLog log) {
    return new JobTrail(log);
  }

  @Bean
  JobKeys agentJobKeys(
      JdbcClient sql,
      Keys keys,
      AgentProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new JobKeys(new JobKeyRepository(sql), keys, properties, audit, transaction, time);
  }

  @Bean
  Preparations agentPreparations(
      RootKey rootKey,
      DocumentSigner signer,
      Documents documents,
      Credentials credentials,
      OpenRequests requests) {
    return new Preparations(rootKey, signer, documents, credentials, requests);
  }

  @Bean
  Jobs agentJobs(
      OpenRequests requests,
      JobRepository repository,
      Preparations preparations,
      JobKeys keys,
      Grants grants,
      Credentials credentials,
      Documents documents,
      People people,
      SigningAuthorities authorities,
      DocumentSigner signer,
      JobTrail trail,
      TransactionOperations transaction,
      AgentProperties properties,
      WebProperties web,
      InstantSource time) {
    return new Jobs(
        requests,
        repository,
        preparations,
        keys,
        grants,
        credentials,
        documents,
        people,
        authorities,
        signer,
        trail,
        transaction,
        new HeavyWork(properties.atOnce()),
        properties,
        URI.create(web.publicUrl()),
        time);
  }

  @Bean
  JobPull agentJobPull(
      JobRepository repository,
      Preparations preparations,
      OpenRequests requests,
      Credentials credentials,
      People people,
      JobKeys keys,
      JobTrail trail,
      TransactionOperations transaction,
      JsonMapper json,
      WebProperties web,
      InstantSource time) {
    return new JobPull(
        repository,
        preparations,
        requests,
        credentials,
        people,
        keys,
        trail,
        transaction,
        json,
        web.publicUrl(),
        time);
  }

  @Bean
  Values agentValues(
      JobRepository repository,
      Preparations preparations,
      OpenRequests requests,
      Credentials credentials,
      People people,
      SigningAuthorities authorities,
      TokenSpending spending,
      DocumentSigner signer,
      JobTrail trail,
      TransactionOperations transaction,
      AgentProperties properties,
      MeterRegistry meters,
      InstantSource time) {
    return new Values(
        repository,
        preparations,
        requests,
        credentials,
        people,
        authorities,
        spending,
        signer,
        trail,
        transaction,
        new HeavyWork(properties.atOnce()),
        meters,
        time);
  }

  @Bean
  JobKeeper agentJobKeeper(JobKeys keys, Values values) {
    return new JobKeeper(keys, values);
  }

  @Bean
  Throttle agentThrottle(AgentProperties properties, Proxies trustedProxies, InstantSource time) {
    return new Throttle(properties.perMinute(), trustedProxies, time);
  }
}
