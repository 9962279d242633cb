package vn.antin.signing.authority.development;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("antin.development-authority.enabled")
class DevelopmentConfiguration {
  @Bean
  DevelopmentAuthority developmentAuthority(
      Authorities authorities, Keys keys, Issuing issuing, CertificateAuthority authority) {
    return new DevelopmentAuthority(authorities, keys, issuing, authority);
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
      JdbcClient sql,
      Credentials credentials,
      People people,
      DevelopmentAuthorityProperties properties,
      InstantSource time) {
    return new IssuanceAhead(issuance, new Uncertified(sql), credentials, people, properties, time);
  }
}
