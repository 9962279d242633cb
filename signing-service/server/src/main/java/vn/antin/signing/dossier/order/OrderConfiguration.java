package vn.antin.signing.dossier.order;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
class OrderConfiguration {
  @Bean
  OrderRepository standingOrderRepository(JdbcClient sql) {
    return new OrderRepository(sql);
  }

  @Bean
  StandingOrders standingOrders(
      JdbcClient sql,
      Credentials credentials,
      People people,
      OrderProperties properties,
      InstantSource time) {
    return new StandingOrders(sql, credentials, people, properties.enabled(), time);
  }
}
