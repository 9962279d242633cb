package vn.antin.auth.oauth2.registration;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.web.House;
import vn.antin.auth.web.PageSecurity;

/** Opens the endpoints, whose tokens they check themselves, and tells of them. */
@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {
  @Bean
  @Order(12)
  SecurityFilterChain registrationProtection(HttpSecurity http, PageSecurity pages)
      throws Exception {
    http.securityMatcher(RegistrationEndpoint.PATH, RegistrationEndpoint.PATH + "/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    pages.harden(http);
    return http.build();
  }

  @Bean
  ServerMetadata registrationMetadata(RegistrationProperties properties, House house) {
    return () ->
        properties.mode() == RegistrationProperties.Mode.CLOSED
            ? Map.of()
            : Map.of("registration_endpoint", house.issuer() + RegistrationEndpoint.PATH);
  }
}
