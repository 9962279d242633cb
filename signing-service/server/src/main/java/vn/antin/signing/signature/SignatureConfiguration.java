package vn.antin.signing.signature;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.document.Documents;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.image.SignatureImages;
import vn.antin.signing.key.Keys;

@Configuration(proxyBeanMethods = false)
class SignatureConfiguration {
  @Bean
  ParameterSets parameterSets(JdbcClient sql) {
    return new ParameterSets(sql);
  }

  @Bean
  ParametersReading parametersReading(SignatureImages images) {
    return new ParametersReading(images);
  }

  @Bean
  ValueSigner valueSigner(Keys keys) {
    return new ValueSigner(keys);
  }

  @Bean
  DocumentSigner documentSigner(
      Documents documents, Keys keys, SignatureImages images, InstantSource time) {
    return new DocumentSigner(
        documents, keys, new PadesSigner(time), new LookDrawing(images), time);
  }
}
