package vn.antin.auth.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.oauth2.ResourceProtection;

@Configuration(proxyBeanMethods = false)
class ApiSecurity {
  @Bean
  @Order(20)
  SecurityFilterChain apiChain(
      HttpSecurity http, ResourceProtection tokens, IdempotentAnswers answers, JsonMapper json)
      throws Exception {
    tokens.protect(http, false, Problem::write);
    return http.securityMatcher("/api/**", "/internal/people", "/internal/grants/*/agreement")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(HttpMethod.GET, ApiDescription.PATH)
                .permitAll()
                .requestMatchers("/internal/people")
                .hasAuthority("SCOPE_people.read")
                .requestMatchers("/internal/grants/*/agreement")
                .hasAuthority("SCOPE_agreement.read")
                .requestMatchers("/api/me/**")
                .hasAuthority("SCOPE_openid")
                .requestMatchers("/api/ssf/poll/*")
                .hasAnyAuthority("SCOPE_ssf.read", "SCOPE_ssf.manage")
                .requestMatchers(HttpMethod.GET, "/api/ssf/**")
                .hasAnyAuthority("SCOPE_ssf.read", "SCOPE_ssf.manage")
                .requestMatchers("/api/ssf/**")
                .hasAuthority("SCOPE_ssf.manage")
                // Administration, and whatever nobody has thought of.
                .anyRequest()
                .hasAuthority("SCOPE_admin"))
        .addFilterAfter(new IdempotencyFilter(answers, json), AuthorizationFilter.class)
        .build();
  }
}
