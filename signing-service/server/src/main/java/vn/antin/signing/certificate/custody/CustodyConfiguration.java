package vn.antin.signing.certificate.custody;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class CustodyConfiguration {
  @Bean
  CustodyRepository custodyRepository(JdbcClient sql) {
    return new CustodyRepository(sql);
  }
}
