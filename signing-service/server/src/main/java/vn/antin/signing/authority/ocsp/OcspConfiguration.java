package vn.antin.signing.authority.ocsp;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.Issuing;

@Configuration(proxyBeanMethods = false)
class OcspConfiguration {
  @Bean
  OcspRepository ocspRepository(JdbcClient sql) {
    return new OcspRepository(sql);
  }

  @Bean
  Responders responders(
      OcspRepository repository, Issuing issuing, CaKeys keys, InstantSource time) {
    return new Responders(repository, issuing, keys, time);
  }

  @Bean
  AtOnce atOnce(AuditLog audit, TransactionOperations transaction) {
    return new AtOnce(audit, transaction);
  }

  @Bean
  Answering answering(
      OcspRepository repository,
      Authorities authorities,
      Responders responders,
      CaKeys keys,
      AtOnce atOnce,
      OcspProperties properties,
      InstantSource time,
      MeterRegistry meters) {
    return new Answering(
        repository, authorities, responders, keys, atOnce, properties, time, meters);
  }

  @Bean
  AnswersAhead answersAhead(
      OcspRepository repository,
      Authorities authorities,
      Responders responders,
      Answering answering,
      CaKeys keys,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new AnswersAhead(
        repository, authorities, responders, answering, keys, audit, transaction, time);
  }

  /** After the filter that bounds every request, before the one that asks who is calling. */
  @Bean
  static FilterRegistrationBean<OcspFilter> ocspFilter(
      Answering answering, OcspProperties properties, InstantSource time) {
    var registration = new FilterRegistrationBean<>(new OcspFilter(answering, properties, time));
    registration.addUrlPatterns(OcspFilter.PATH, OcspFilter.PATH + "/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return registration;
  }

  /** Base64 has slashes; in every other address Spring's firewall refuses encoded ones. */
  @Bean
  static WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
    return factory ->
        factory.addConnectorCustomizers(connector ->
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
  }
}
