package vn.antin.auth.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import vn.antin.auth.oauth2.ResourceProtection;

@Configuration(proxyBeanMethods = false)
class ApiSecurity {
  @Bean
  @Order(20)
  SecurityFilterChain apiChain(HttpSecurity http, ResourceProtection tokens) throws Exception {
    tokens.protect(http, false, Problem::write);
    return http.securityMatcher("/api/**", "/internal/people")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/internal/people")
                .hasAuthority("SCOPE_people.read")
                .requestMatchers("/api/me/**")
                .hasAuthority("SCOPE_openid")
                .requestMatchers(
                    "/api/accounts/**",
                    "/api/clients/**",
                    "/api/notices/**",
                    "/api/registration-tokens/**")
                .hasAuthority("SCOPE_admin")
                .requestMatchers("/api/ssf/poll/*")
                .hasAnyAuthority("SCOPE_ssf.read", "SCOPE_ssf.manage")
                .requestMatchers(HttpMethod.GET, "/api/ssf/**")
                .hasAnyAuthority("SCOPE_ssf.read", "SCOPE_ssf.manage")
                .requestMatchers("/api/ssf/**")
                .hasAuthority("SCOPE_ssf.manage")
                .anyRequest()
                .authenticated())
        .build();
  }
}
