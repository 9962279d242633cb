package vn.antin.signing.certificate.register;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.key.KeyAbilities;

@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {
  @Bean
  CertificateRegister certificateRegister(JdbcClient sql, InstantSource time) {
    return new CertificateRegister(sql, time);
  }

  @Bean
  CertificateFiles certificateFiles(JdbcClient sql, KeyAbilities abilities, InstantSource time) {
    return new CertificateFiles(sql, abilities, time);
  }
}
