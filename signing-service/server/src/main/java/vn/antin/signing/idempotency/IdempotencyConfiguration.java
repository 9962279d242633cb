package vn.antin.signing.idempotency;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.rootkey.RootKey;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {
  @Bean
  Idempotency idempotency(
      JdbcClient sql,
      TransactionOperations transaction,
      RootKey rootKey,
      JsonMapper json,
      IdempotencyProperties properties,
      InstantSource time) {
    return new Idempotency(new CallRepository(sql), transaction, rootKey, json, properties, time);
  }
}
