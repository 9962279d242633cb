package vn.antin.signing.register;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.audit.AuditLog;

@Configuration(proxyBeanMethods = false)
class NumberConfiguration {
  @Bean
  Registers registers(
      JdbcClient sql, AuditLog audit, InstantSource time, NumberProperties properties) {
    return new Registers(new RegisterRepository(sql), audit, time, properties.aDay());
  }
}
