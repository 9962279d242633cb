package vn.antin.signing.submission.callback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.web.WebProperties;

@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  @Bean
  Callbacks callbacks(JdbcClient sql, CallbackProperties properties, InstantSource time) {
    return new Callbacks(sql, hosts(properties), time);
  }

  @Bean
  WebhookKeys webhookKeys(
      JdbcClient sql, RootKey rootKey, TransactionOperations transaction, InstantSource time) {
    return new WebhookKeys(sql, rootKey, transaction, time);
  }

  @Bean
  Courier webhookCourier(
      JdbcClient sql,
      WebhookKeys keys,
      CallbackProperties properties,
      WebProperties web,
      MeterRegistry meters,
      InstantSource time) {
    return new Courier(
        sql,
        keys,
        new Online(
            new OnlineLimits(CONNECT, properties.timeout(), hosts(properties)).withoutRedirects()),
        properties,
        web.publicUrl(),
        meters,
        time);
  }

  private static Set<String> hosts(CallbackProperties properties) {
    return properties.allowedHosts().stream()
        .map(host -> host.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
