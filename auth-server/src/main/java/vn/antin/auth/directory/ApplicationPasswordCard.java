package vn.antin.auth.directory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import vn.antin.auth.web.AccountCard;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("antin.gateway.enabled")
class ApplicationPasswordCard {
  @Bean
  @Order(20)
  AccountCard cardOfSystemPasswords() {
    return new AccountCard(
        "/account/factors/application-password", "mail.ldap.title", "mail.ldap.card");
  }
}
