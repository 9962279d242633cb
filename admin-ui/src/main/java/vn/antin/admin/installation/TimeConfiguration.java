package vn.antin.admin.installation;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock everything else is given, so that tests can move it. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {
  @Bean
  @ConditionalOnMissingBean
  InstantSource instantSource() {
    return InstantSource.system();
  }
}
