package vn.antin.signing.authserver;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AuthServerConfiguration {
  @Bean
  AuthServer authServer(
      AuthServerProperties properties,
      RestClient.Builder builder,
      JsonMapper json,
      InstantSource time) {
    return new AuthServer(properties, builder, json, time);
  }
}
