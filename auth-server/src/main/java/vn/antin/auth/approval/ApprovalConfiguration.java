package vn.antin.auth.approval;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import vn.antin.auth.approval.asked.WishReader;
import vn.antin.auth.oauth2.ServiceTokens;
import vn.antin.auth.web.House;

@Configuration(proxyBeanMethods = false)
class ApprovalConfiguration {
  @Bean
  WishReader wishReader(House house) {
    return new WishReader(house.signingServiceUrl().toString());
  }

  @Bean
  SigningService signingService(RestClient.Builder builder, House house, ServiceTokens tokens) {
    return new SigningService(builder, house.signingServiceUrl().toString(), tokens);
  }
}
