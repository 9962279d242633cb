package vn.antin.signing.issuance;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Documents;
import vn.antin.signing.image.SignatureImages;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.validation.FileCheck;

@Configuration(proxyBeanMethods = false)
class LeaderConfiguration {
  @Bean
  LeaderSignatures leaderSignatures(
      FileCheck ownFileCheck,
      Credentials credentials,
      SigningAuthorities authorities,
      People people,
      InstantSource time) {
    return new LeaderSignatures(ownFileCheck, credentials, authorities, people, time);
  }

  @Bean
  IssuanceForms issuanceForms(Documents documents, SignatureImages images) {
    return new IssuanceForms(documents, images);
  }
}
