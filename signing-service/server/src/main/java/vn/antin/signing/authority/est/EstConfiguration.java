package vn.antin.signing.authority.est;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.authority.server.Enrollees;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;

@Configuration(proxyBeanMethods = false)
class EstConfiguration {
  @Bean
  Enrolments enrolments(
      JdbcClient sql,
      Enrollees enrollees,
      Issuing issuing,
      People people,
      EstProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Enrolments(
        new EnrolmentRepository(sql),
        enrollees,
        issuing,
        people,
        properties,
        audit,
        transaction,
        time);
  }

  @Bean
  Transport estTransport(EstProperties properties) {
    return new Transport(properties, proxies(properties));
  }

  @Bean
  static RenewalListener renewalListener(
      EstProperties properties, ObjectProvider<SslBundles> bundles) {
    return new RenewalListener(properties, bundles);
  }

  @Bean
  Throttle estThrottle(EstProperties properties, InstantSource time) {
    return new Throttle(properties.perMinute(), proxies(properties), time);
  }

  private static Proxies proxies(EstProperties properties) {
    return Proxies.of("antin.est.trusted-proxies", properties.trustedProxies());
  }
}
