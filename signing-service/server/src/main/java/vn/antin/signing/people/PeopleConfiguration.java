package vn.antin.signing.people;

import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.authserver.AuthServer;

@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
  @Bean
  People people(JdbcClient sql, InstantSource time, PeopleProperties properties) {
    return new People(sql, time, properties.staleAfter());
  }

  @Bean
  SigningAuthorities signingAuthorities(
      JdbcClient sql, People people, PeopleProperties properties) {
    return new SigningAuthorities(sql, people, properties.collective());
  }

  /** Before the first copy nobody has a certificate or a seal in custody. */
  @Bean
  HealthIndicator peopleCopyHealthIndicator(People people) {
    return () -> (people.begun() ? Health.up() : Health.outOfService()).build();
  }

  @Bean
  PeopleFeed peopleFeed(
      AuthServer authServer,
      JdbcClient sql,
      TransactionOperations transaction,
      PeopleProperties properties,
      InstantSource time) {
    return new PeopleFeed(
        authServer, new PeopleRepository(sql, transaction), properties.pageSize(), time);
  }
}
