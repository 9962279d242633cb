package vn.antin.auth.api;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class ApiSecurity {
  @Bean
  @Order(20)
  SecurityFilterChain apiChain(HttpSecurity http, ObjectProvider<JwtDecoder> decoder)
      throws Exception {
    BearerTokenAuthenticationEntryPoint unauthorized = new BearerTokenAuthenticationEntryPoint();
    BearerTokenAccessDeniedHandler forbidden = new BearerTokenAccessDeniedHandler();
    return http.securityMatcher("/api/**", "/internal/people")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/internal/people")
                .hasAuthority("SCOPE_people.read")
                .requestMatchers("/api/accounts/**", "/api/notices/**")
                .hasAuthority("SCOPE_admin")
                .anyRequest()
                .authenticated())
        .oauth2ResourceServer(server ->
            server
                .jwt(jwt -> jwt.decoder(token -> decoder.getObject().decode(token)))
                .authenticationEntryPoint((request, response, failure) -> {
                  unauthorized.commence(request, response, failure);
                  Problem.write(response);
                })
                .accessDeniedHandler((request, response, failure) -> {
                  forbidden.handle(request, response, failure);
                  Problem.write(response);
                }))
        .build();
  }
}
