package vn.antin.signing.authority.server;

import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.people.People;
import vn.antin.signing.web.WebProperties;

/** Servers are looked after also while enrolment is switched off. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
  @Bean
  ServerProfiles serverProfiles(ServerProperties properties, Profiles profiles) {
    return new ServerProfiles(properties.profiles(), profiles);
  }

  @Bean
  ServerRepository serverRepository(JdbcClient sql) {
    return new ServerRepository(sql);
  }

  @Bean
  Domains serverDomains(
      ServerProperties properties,
      WebProperties web,
      StatusAddresses status,
      AuthServer authServer) {
    return Domains.of(properties, List.of(web.publicUrl(), status.base(), authServer.issuer()));
  }

  @Bean
  Servers servers(
      ServerRepository repository,
      Revocations revocations,
      People people,
      Domains domains,
      ServerProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Servers(
        repository, revocations, people, domains, properties, audit, transaction, time);
  }

  @Bean
  Enrollees enrollees(
      JdbcClient sql,
      Servers servers,
      People people,
      ServerProfiles profiles,
      Domains domains,
      AuditLog audit,
      InstantSource time) {
    return new Enrollees(
        new EnrolleeRepository(sql),
        servers,
        new Subjects(people, profiles),
        people,
        domains,
        audit,
        time);
  }

  @Bean
  EndedServers endedServers(Servers servers) {
    return new EndedServers(servers);
  }
}
