package vn.antin.auth.oauth2.token;

import java.time.InstantSource;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class TokenPartitionsConfiguration {
  /** The owner is who migrates; its connection is opened when a partition has to go. */
  @Bean
  TokenPartitions tokenPartitions(JdbcClient application, Flyway owner, InstantSource clock) {
    return new TokenPartitions(
        application, Objects.requireNonNull(owner.getConfiguration().getDataSource()), clock);
  }
}
