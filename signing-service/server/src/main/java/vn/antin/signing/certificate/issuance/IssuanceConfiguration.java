package vn.antin.signing.certificate.issuance;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.key.Keys;

@Configuration(proxyBeanMethods = false)
class IssuanceConfiguration {
  @Bean
  Orders orders(
      JdbcClient sql,
      Credentials credentials,
      Keys keys,
      ObjectProvider<CertificateAuthority> authorities,
      IssuanceProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Orders(
        new OrderRepository(sql),
        credentials,
        keys,
        authorities,
        properties,
        audit,
        transaction,
        time);
  }

  @Bean
  InterruptedOrders interruptedOrders(Orders orders) {
    return new InterruptedOrders(orders);
  }
}
