package vn.antin.signing.submission;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.PageImages;
import vn.antin.signing.people.People;
import vn.antin.signing.request.Batches;
import vn.antin.signing.signature.ParametersReading;
import vn.antin.signing.submission.callback.Callbacks;

@Configuration(proxyBeanMethods = false)
class SubmissionConfiguration {
  @Bean
  SubmissionRepository submissionRepository(JdbcClient sql) {
    return new SubmissionRepository(sql);
  }

  @Bean
  StepRepository submissionStepRepository(JdbcClient sql, SubmissionProperties properties) {
    return new StepRepository(sql, properties.headTitles());
  }

  @Bean
  InboxRepository inboxRepository(JdbcClient sql) {
    return new InboxRepository(sql);
  }

  @Bean
  Steps submissionSteps(
      StepRepository repository, Batches batches, Callbacks callbacks, AuditLog audit) {
    return new Steps(repository, batches, callbacks, audit);
  }

  @Bean
  Progress submissionProgress(
      JdbcClient sql, StepRepository repository, Steps steps, InstantSource time) {
    return new Progress(sql, repository, steps, time);
  }

  @Bean
  Intake submissionIntake(
      SubmissionRepository repository,
      Steps steps,
      Documents documents,
      People people,
      ParametersReading reading,
      Callbacks callbacks,
      AuditLog audit,
      TransactionOperations transaction,
      SubmissionProperties properties,
      InstantSource time) {
    return new Intake(
        repository,
        steps,
        documents,
        people,
        reading,
        callbacks,
        audit,
        transaction,
        properties,
        time);
  }

  @Bean
  SignerCredentials signerCredentials(Credentials credentials, People people, InstantSource time) {
    return new SignerCredentials(credentials, people, time);
  }

  @Bean
  Approvals inboxApprovals(
      StepRepository repository,
      Steps steps,
      Progress progress,
      SignerCredentials credentials,
      Batches batches,
      ParametersReading reading,
      People people,
      TransactionOperations transaction,
      SubmissionProperties properties,
      InstantSource time) {
    return new Approvals(
        repository,
        steps,
        progress,
        credentials,
        batches,
        reading,
        people,
        transaction,
        properties,
        time);
  }

  @Bean
  Decisions submissionDecisions(
      StepRepository repository,
      Steps steps,
      Progress progress,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    return new Decisions(repository, steps, progress, people, transaction, time);
  }

  @Bean
  Following submissionFollowing(
      JdbcClient sql,
      StepRepository repository,
      Progress progress,
      Steps steps,
      TransactionOperations transaction,
      InstantSource time) {
    return new Following(sql, repository, progress, steps, transaction, time);
  }

  @Bean
  Remarks submissionRemarks(MessageSource texts) {
    return new Remarks(texts);
  }

  @Bean
  SubmissionViews submissionViews(
      SubmissionRepository repository, SignerCredentials credentials, Remarks remarks) {
    return new SubmissionViews(repository, credentials, remarks);
  }

  @Bean
  InboxViews inboxViews(
      InboxRepository repository,
      SignerCredentials credentials,
      Remarks remarks,
      InstantSource time) {
    return new InboxViews(repository, credentials, remarks, time);
  }

  @Bean
  Files submissionFiles(Documents documents, PageImages pages) {
    return new Files(documents, pages);
  }

  @Bean
  Streams submissionStreams(JdbcClient sql, SubmissionProperties properties, JsonMapper json) {
    return new Streams(new StreamStates(sql), properties, json);
  }

  @Bean
  SubmissionMeters submissionMeters(
      JdbcClient sql, Streams streams, MeterRegistry meters, InstantSource time) {
    return new SubmissionMeters(sql, streams, meters, time);
  }
}
