package vn.antin.signing.authority;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("antin.development-authority.enabled")
class AuthorityConfiguration {
  @Bean
  AuthorityRepository authorityRepository(JdbcClient sql) {
    return new AuthorityRepository(sql);
  }

  @Bean
  DevelopmentTrust developmentTrust(AuthorityRepository repository) {
    return new DevelopmentTrust(repository);
  }

  @Bean
  DevelopmentAuthority developmentAuthority(
      AuthorityRepository repository, Keys keys, InstantSource time) {
    return new DevelopmentAuthority(repository, keys, time);
  }

  @Bean
  Issuance issuance(
      DevelopmentAuthority authority,
      Credentials credentials,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Issuance(authority, credentials, people, audit, transaction, time);
  }

  @Bean
  IssuanceAhead issuanceAhead(
      Issuance issuance,
      AuthorityRepository repository,
      Credentials credentials,
      People people,
      DevelopmentAuthorityProperties properties,
      InstantSource time) {
    return new IssuanceAhead(issuance, repository, credentials, people, properties, time);
  }
}
