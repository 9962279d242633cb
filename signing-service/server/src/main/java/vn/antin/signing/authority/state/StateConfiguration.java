package vn.antin.signing.authority.state;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.authority.profile.StatusAddresses;

@Configuration(proxyBeanMethods = false)
class StateConfiguration {
  @Bean
  NumberRepository numberRepository(JdbcClient sql) {
    return new NumberRepository(sql);
  }

  @Bean
  StateRepository stateRepository(JdbcClient sql, StatusAddresses addresses, InstantSource time) {
    return new StateRepository(sql, addresses, time);
  }
}
