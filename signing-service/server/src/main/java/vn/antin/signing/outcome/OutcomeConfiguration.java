package vn.antin.signing.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.document.Documents;
import vn.antin.signing.grant.UnknownHashes;
import vn.antin.signing.people.People;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.web.HeavyWork;

@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {
  @Bean
  OutcomeRegister outcomeRegister(JdbcClient sql, InstantSource time) {
    return new OutcomeRegister(sql, time);
  }

  @Bean
  Resolutions outcomeResolutions(
      JdbcClient sql,
      UnknownHashes hashes,
      Documents documents,
      OpenRequests requests,
      Shortfalls shortfalls,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      HeavyWork heavyWork,
      InstantSource time) {
    return new Resolutions(
        new ResolutionRepository(sql),
        hashes,
        new Proofs(documents, requests),
        documents,
        shortfalls,
        people,
        audit,
        transaction,
        heavyWork,
        time);
  }

  @Bean
  OutcomeMeters outcomeMeters(JdbcClient sql, MeterRegistry meters, InstantSource time) {
    return new OutcomeMeters(sql, meters, time);
  }
}
