package vn.antin.signing.dossier;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.document.Documents;
import vn.antin.signing.people.People;
import vn.antin.signing.submission.Intake;
import vn.antin.signing.validation.PublicCheck;
import vn.antin.signing.web.HeavyWork;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;

@Configuration(proxyBeanMethods = false)
class DossierConfiguration {
  @Bean
  ResultRepository dossierResultRepository(JdbcClient sql) {
    return new ResultRepository(sql);
  }

  @Bean
  ResultIntake dossierResultIntake(
      ResultRepository dossierResultRepository,
      Intake requests,
      Documents documents,
      HeavyWork places,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      DossierProperties properties,
      MeterRegistry meters,
      InstantSource time) {
    return new ResultIntake(
        dossierResultRepository,
        requests,
        documents,
        new QrDrawing(documents, places),
        people,
        audit,
        transaction,
        properties,
        meters,
        time);
  }

  @Bean
  Findings dossierFindings(Documents documents, PublicCheck check, InstantSource time) {
    return new Findings(documents, check, time);
  }

  @Bean
  Throttle checkThrottle(DossierProperties properties, Proxies trustedProxies, InstantSource time) {
    return new Throttle(properties.perMinute(), trustedProxies, time);
  }
}
