package vn.antin.signing.validation;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.signing.certificate.TrustAnchors;

@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {
  @Bean
  Throttle validationThrottle(ValidationProperties properties, InstantSource time) {
    return new Throttle(properties, time);
  }

  @Bean
  PublicCheck publicCheck(
      ValidationProperties properties, ObjectProvider<TrustAnchors> own, InstantSource time) {
    return new PublicCheck(new TrustStore(properties.trustAnchors(), own), properties, time);
  }
}
