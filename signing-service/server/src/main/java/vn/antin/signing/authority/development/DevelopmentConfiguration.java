package vn.antin.signing.authority.development;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.FirstCertificates;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("antin.development-authority.enabled")
class DevelopmentConfiguration {
  @Bean
  DevelopmentAuthority developmentAuthority(Authorities authorities, Keys keys, Issuing issuing) {
    return new DevelopmentAuthority(authorities, keys, issuing);
  }

  @Bean
  Issuance issuance(
      DevelopmentAuthority authority,
      FirstCertificates certificates,
      Credentials credentials,
      People people,
      InstantSource time) {
    return new Issuance(authority, certificates, credentials, people, time);
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
