package vn.antin.signing.signature;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.signing.document.Documents;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.key.Keys;

@Configuration(proxyBeanMethods = false)
class SignatureConfiguration {
  @Bean
  DocumentSigner documentSigner(Documents documents, Keys keys, InstantSource time) {
    return new DocumentSigner(documents, keys, new PadesSigner(time));
  }
}
