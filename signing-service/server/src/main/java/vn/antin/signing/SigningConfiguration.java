package vn.antin.signing;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SigningConfiguration {
  @Bean
  @ConditionalOnMissingBean
  InstantSource time() {
    return Clock.systemUTC();
  }
}
