package vn.antin.auth.login.activation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import vn.antin.auth.web.AccountCard;

@Configuration(proxyBeanMethods = false)
class PasswordCard {
  @Bean
  @Order(5)
  AccountCard changePasswordCard() {
    return new AccountCard(
        "/account/factors/password", "mail.password.title", "mail.password.card");
  }
}
