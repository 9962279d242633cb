package vn.antin.signing.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Documents;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.HashLedger;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.ParameterSets;
import vn.antin.signing.signature.ParametersReading;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.signature.ValueSigner;
import vn.antin.signing.web.HeavyWork;
import vn.antin.signing.web.WebProperties;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
  @Bean
  RequestRepository requestRepository(JdbcClient sql, ParameterSets parameters) {
    return new RequestRepository(sql, parameters);
  }

  @Bean
  HashSpending hashSpending(
      HashLedger ledger,
      Credentials credentials,
      ValueSigner signer,
      AuditLog audit,
      TransactionOperations transaction,
      MeterRegistry meters,
      RequestProperties properties,
      InstantSource time) {
    return new HashSpending(
        ledger,
        credentials,
        new HashSigning(ledger, signer, audit, transaction, meters),
        audit,
        transaction,
        time,
        properties.parallel());
  }

  @Bean
  OpenRequests openRequests(RequestRepository repository) {
    return new OpenRequests(repository);
  }

  @Bean
  SigningTrail signingTrail(AuditLog log) {
    return new SigningTrail(log);
  }

  @Bean
  RequestIntake requestIntake(
      RequestRepository repository,
      Documents documents,
      Credentials credentials,
      ParametersReading reading,
      DocumentSigner signer,
      HeavyWork heavyWork,
      AuditLog audit,
      TransactionOperations transaction,
      RequestProperties properties,
      InstantSource time) {
    return new RequestIntake(
        repository,
        documents,
        credentials,
        reading,
        signer,
        heavyWork,
        audit,
        transaction,
        properties,
        time);
  }

  @Bean
  Batches batches(
      RequestRepository repository,
      Documents documents,
      DocumentSigner signer,
      HeavyWork heavyWork,
      AuditLog audit,
      RequestProperties properties,
      WebProperties web,
      InstantSource time) {
    return new Batches(
        repository,
        documents,
        signer,
        heavyWork,
        audit,
        properties.lifetime(),
        web.publicUrl(),
        time);
  }

  @Bean
  DocumentSigning documentSigning(
      Grants grants,
      Documents documents,
      DocumentSigner signer,
      Shortfalls shortfalls,
      SigningTrail trail,
      TransactionOperations transaction,
      MeterRegistry meters) {
    return new DocumentSigning(grants, documents, signer, shortfalls, trail, transaction, meters);
  }

  @Bean
  SigningRun signingRun(
      Grants grants,
      DocumentSigning documents,
      MeterRegistry meters,
      RequestProperties properties,
      InstantSource time) {
    return new SigningRun(grants, documents, meters, time, properties.parallel());
  }

  @Bean
  BackgroundRuns backgroundRuns(SigningRun run, RequestProperties properties) {
    return new BackgroundRuns(run, properties.runs());
  }

  @Bean
  Spending spending(
      Introspection introspection,
      RequestRepository repository,
      Grants grants,
      Shortfalls shortfalls,
      Credentials credentials,
      SigningRun run,
      BackgroundRuns background,
      SigningTrail trail,
      SigningAuthorities authorities,
      RequestProperties properties,
      InstantSource time) {
    return new Spending(
        introspection,
        repository,
        grants,
        shortfalls,
        credentials,
        run,
        background,
        trail,
        authorities,
        new HeavyWork(properties.signings()),
        time);
  }

  @Bean
  CrashRecovery crashRecovery(
      RequestRepository repository,
      Grants grants,
      Credentials credentials,
      SigningRun run,
      SigningTrail trail,
      TransactionOperations transaction,
      MeterRegistry meters) {
    var unknown = new AtomicLong();
    Gauge.builder("antin.signatures.unknown", unknown, AtomicLong::get)
        .description("Signatures whose outcome nobody knows; each wants a human")
        .register(meters);
    return new CrashRecovery(repository, grants, credentials, run, trail, transaction, unknown);
  }
}
