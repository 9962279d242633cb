package vn.antin.auth.oauth2.decoupled;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.auth.oauth2.issue.Grant;
import vn.antin.auth.oauth2.issue.Issuance;

@Configuration(proxyBeanMethods = false)
class PollGrants {
  @Bean
  Grant deviceGrant(TokenCollection collection, Issuance issuance) {
    return new PollGrant(RequestKind.DEVICE, collection, issuance);
  }

  @Bean
  Grant cibaGrant(TokenCollection collection, Issuance issuance) {
    return new PollGrant(RequestKind.CIBA, collection, issuance);
  }
}
