package vn.antin.signing.certificate.job;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.issuance.Issuing;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {
  @Bean
  JobRepository jobRepository(JdbcClient sql) {
    return new JobRepository(sql);
  }

  @Bean
  Jobs jobs(
      JobRepository repository,
      Issuing issuing,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    return new Jobs(repository, issuing, people, transaction, time);
  }

  @Bean
  JobWorkers jobWorkers(Jobs jobs, JobProperties properties) {
    return new JobWorkers(jobs, properties.threads());
  }
}
