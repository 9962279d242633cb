package vn.antin.signing.certificate.job;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.issuance.Orders;
import vn.antin.signing.certificate.list.DirectoryList;
import vn.antin.signing.certificate.request.Registrations;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {
  @Bean
  JobRepository jobRepository(JdbcClient sql) {
    return new JobRepository(sql);
  }

  @Bean
  UnfinishedJobs unfinishedJobs(JdbcClient sql, JobProperties properties) {
    return new UnfinishedJobs(sql, properties.unfinished());
  }

  @Bean
  Jobs jobs(
      JobRepository repository,
      Orders orders,
      Lists lists,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    return new Jobs(repository, orders, lists, people, transaction, time);
  }

  @Bean
  Lists certificateLists(
      JdbcClient sql,
      Registrations certificates,
      DirectoryList directory,
      UnfinishedJobs unfinished,
      JobProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Lists(
        new ListRepository(sql),
        certificates,
        directory,
        unfinished,
        properties,
        audit,
        transaction,
        time);
  }

  @Bean
  JobWorkers jobWorkers(Jobs jobs, JobProperties properties) {
    return new JobWorkers(jobs, properties.threads());
  }
}
