package vn.antin.auth.login;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import vn.antin.auth.web.PageSecurity;

@Configuration(proxyBeanMethods = false)
class LoginSecurity {
  /** The management port listens on loopback; what it offers holds no personal data. */
  @Bean
  @Order(5)
  SecurityFilterChain managementChain(HttpSecurity http, PageSecurity pages) throws Exception {
    http.securityMatcher(EndpointRequest.toAnyEndpoint())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    pages.harden(http);
    return http.build();
  }

  /** Everything that no protocol claims: our own pages. */
  @Bean
  @Order(100)
  SecurityFilterChain pageChain(
      HttpSecurity http,
      PageSecurity pages,
      SecurityContextRepository sessions,
      AuthenticationEntryPoint login,
      LimitedSessions limited)
      throws Exception {
    http.securityContext(context -> context.securityContextRepository(sessions))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(login).accessDeniedHandler(limited))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/account/**", "/approval/**", "/device/**", "/inbox/**")
                .access(limited)
                .anyRequest()
                .permitAll());
    pages.protect(http);
    return http.build();
  }
}
