package vn.antin.signing.certificate.form;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class FormConfiguration {
  @Bean
  FormRepository certificateFormRepository(JdbcClient sql) {
    return new FormRepository(sql);
  }

  @Bean
  Forms certificateForms(FormProperties properties) {
    return new Forms(properties);
  }
}
