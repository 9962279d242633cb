package vn.antin.signing.dossier;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.document.Documents;
import vn.antin.signing.dossier.order.StandingOrders;
import vn.antin.signing.grant.OrderSpending;
import vn.antin.signing.people.People;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.ParametersReading;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.submission.Intake;
import vn.antin.signing.validation.FileCheck;
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
  FiguresRepository dossierFiguresRepository(JdbcClient sql) {
    return new FiguresRepository(sql);
  }

  @Bean
  OrderSigning orderSigning(
      ResultRepository dossierResultRepository,
      StandingOrders orders,
      OrderSpending ledger,
      Documents documents,
      DocumentSigner signer,
      ParametersReading reading,
      Shortfalls shortfalls,
      HeavyWork places,
      AuditLog audit,
      TransactionOperations transaction,
      MeterRegistry meters) {
    return new OrderSigning(
        dossierResultRepository,
        orders,
        ledger,
        documents,
        signer,
        reading,
        shortfalls,
        places,
        audit,
        transaction,
        meters);
  }

  @Bean
  ResultIntake dossierResultIntake(
      ResultRepository dossierResultRepository,
      Intake requests,
      Documents documents,
      HeavyWork places,
      OrderSigning orderSigning,
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
        orderSigning,
        people,
        audit,
        transaction,
        properties,
        meters,
        time);
  }

  @Bean
  Findings dossierFindings(Documents documents, FileCheck publicFileCheck, InstantSource time) {
    return new Findings(documents, publicFileCheck, time);
  }

  @Bean
  Throttle checkThrottle(DossierProperties properties, Proxies trustedProxies, InstantSource time) {
    return new Throttle(properties.perMinute(), trustedProxies, time);
  }
}
