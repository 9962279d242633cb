package vn.antin.signing.certificate;

import java.time.InstantSource;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.key.KeyAbilities;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
class CertificateConfiguration {
  @Bean
  Credentials credentials(
      JdbcClient sql, People people, ApplicationEventPublisher events, InstantSource time) {
    return new Credentials(new CredentialRepository(sql), people, events, time);
  }

  @Bean
  CredentialAbilities credentialAbilities(KeyAbilities abilities) {
    return new CredentialAbilities(abilities);
  }

  @Bean
  Qualifiers qualifiers(QualifierProperties properties, ObjectProvider<TrustAnchors> own) {
    return new Qualifiers(
        properties.qualifiers(),
        () ->
            own.stream()
                .flatMap(
                    each -> Stream.concat(each.roots().stream(), each.intermediates().stream()))
                .toList());
  }
}
