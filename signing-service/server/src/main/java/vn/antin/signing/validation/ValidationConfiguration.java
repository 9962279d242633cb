package vn.antin.signing.validation;

import java.time.InstantSource;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.signing.certificate.KnownIssuers;
import vn.antin.signing.certificate.TrustAnchors;
import vn.antin.signing.document.Documents;
import vn.antin.signing.web.Proxies;
import vn.antin.signing.web.Throttle;

@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {
  @Bean
  Throttle validationThrottle(
      ValidationProperties properties, Proxies trustedProxies, InstantSource time) {
    return new Throttle(properties.perMinute(), trustedProxies, time);
  }

  @Bean
  TrustStore trustStore(ValidationProperties properties, ObjectProvider<TrustAnchors> own) {
    return new TrustStore(properties.trustAnchors(), own);
  }

  @Bean
  PublicCheck publicCheck(
      ValidationProperties properties, TrustStore trustStore, InstantSource time) {
    return new PublicCheck(trustStore, properties, time);
  }

  @Bean
  OwnCheck ownCheck(ValidationProperties properties, TrustStore trustStore, InstantSource time) {
    return new OwnCheck(trustStore, properties, time);
  }

  /** For what anybody may ask for. */
  @Bean
  FileCheck publicFileCheck(PublicCheck publicCheck, Documents documents) {
    return new FileCheck(publicCheck::check, documents);
  }

  /** For what officials' acts depend on. */
  @Bean
  FileCheck ownFileCheck(OwnCheck ownCheck, Documents documents) {
    return new FileCheck(ownCheck::check, documents);
  }

  @Bean
  KnownIssuers knownIssuers(TrustStore trustStore) {
    return () ->
        trustStore.domains().all().stream()
            .flatMap(each -> Stream.concat(each.intermediates().stream(), each.anchors().stream()))
            .toList();
  }
}
