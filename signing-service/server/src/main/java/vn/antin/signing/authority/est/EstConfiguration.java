package vn.antin.signing.authority.est;

import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;
import vn.antin.signing.web.WebProperties;

/** Servers are looked after also while their door is shut. */
@Configuration(proxyBeanMethods = false)
class EstConfiguration {
  @Bean
  ServerProfiles serverProfiles(EstProperties properties, Profiles profiles) {
    return new ServerProfiles(properties.profiles(), profiles);
  }

  @Bean
  ServerRepository serverRepository(JdbcClient sql) {
    return new ServerRepository(sql);
  }

  @Bean
  Domains estDomains(
      EstProperties properties, WebProperties web, StatusAddresses status, AuthServer authServer) {
    return Domains.of(properties, List.of(web.publicUrl(), status.base(), authServer.issuer()));
  }

  @Bean
  Servers servers(
      ServerRepository repository,
      Revocations revocations,
      People people,
      Domains domains,
      EstProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Servers(
        repository, revocations, people, domains, properties, audit, transaction, time);
  }

  @Bean
  EndedServers endedServers(Servers servers) {
    return new EndedServers(servers);
  }

  @Bean
  Enrolling enrolling(
      JdbcClient sql,
      Servers servers,
      People people,
      ServerProfiles profiles,
      Issuing issuing,
      Domains domains,
      EstProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Enrolling(
        new EnrolmentRepository(sql),
        servers,
        new Subjects(people, profiles),
        issuing,
        people,
        domains,
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
