package vn.antin.auth.outbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
  @Bean
  Bell outboxBell() {
    return new Bell();
  }
}
