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
import vn.antin.signing.issuance.IssuanceForms;
import vn.antin.signing.issuance.LeaderSignatures;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.register.Registers;
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
      StepRepository repository,
      Batches batches,
      Registers registers,
      Callbacks callbacks,
      AuditLog audit) {
    return new Steps(repository, batches, registers, callbacks, audit);
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
      Issuances issuances,
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
        new IssuanceReading(people),
        issuances,
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
      SealRule rule,
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
        rule,
        reading,
        people,
        transaction,
        properties,
        time);
  }

  @Bean
  IssuanceRepository issuanceRepository(JdbcClient sql) {
    return new IssuanceRepository(sql);
  }

  @Bean
  SealRule sealRule(
      IssuanceRepository repository,
      Registers registers,
      LeaderSignatures leaders,
      SigningAuthorities authorities,
      Documents documents,
      Remarks remarks) {
    return new SealRule(repository, registers, leaders, authorities, documents, remarks);
  }

  @Bean
  Issuances issuances(
      IssuanceRepository repository,
      StepRepository stepRows,
      Steps steps,
      SealRule rule,
      SignerCredentials credentials,
      Registers registers,
      IssuanceForms forms,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    return new Issuances(
        repository,
        stepRows,
        steps,
        rule,
        credentials,
        registers,
        forms,
        people,
        transaction,
        time);
  }

  @Bean
  Decisions submissionDecisions(
      StepRepository repository,
      Steps steps,
      Progress progress,
      People people,
      SigningAuthorities authorities,
      TransactionOperations transaction,
      InstantSource time) {
    return new Decisions(
        repository, steps, progress, people, new Delegates(authorities), transaction, time);
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
      SubmissionRepository repository,
      SignerCredentials credentials,
      Registers registers,
      Remarks remarks) {
    return new SubmissionViews(repository, credentials, registers, remarks);
  }

  @Bean
  InboxViews inboxViews(
      InboxRepository repository,
      StepRepository steps,
      SigningAuthorities authorities,
      SignerCredentials credentials,
      IssuanceViews issuances,
      Remarks remarks,
      InstantSource time) {
    return new InboxViews(
        repository, steps, new Delegates(authorities), credentials, issuances, remarks, time);
  }

  @Bean
  IssuanceViews issuanceViews(
      IssuanceRepository repository, Issuances issuances, SealRule rule, Registers registers) {
    return new IssuanceViews(repository, issuances, rule, registers);
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
  Releases submissionReleases(
      JdbcClient sql,
      Documents documents,
      TransactionOperations transaction,
      SubmissionProperties properties,
      InstantSource time) {
    return new Releases(sql, documents, transaction, properties.keepFetched(), time);
  }

  @Bean
  SubmissionMeters submissionMeters(
      JdbcClient sql, Streams streams, MeterRegistry meters, InstantSource time) {
    return new SubmissionMeters(sql, streams, meters, time);
  }
}
