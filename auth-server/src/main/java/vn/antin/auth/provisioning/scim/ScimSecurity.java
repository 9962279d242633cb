package vn.antin.auth.provisioning.scim;

import com.unboundid.scim2.common.messages.ErrorResponse;
import java.nio.charset.StandardCharsets;
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
class ScimSecurity {
  private static final String READ = "SCOPE_scim.read";
  private static final String WRITE = "SCOPE_scim.write";

  @Bean
  @Order(21)
  SecurityFilterChain scimChain(HttpSecurity http, ResourceProtection tokens) throws Exception {
    tokens.protect(
        http,
        false,
        response -> {
          ErrorResponse error = new ErrorResponse(response.getStatus());
          error.setDetail("expected an access token with the scope for this");
          response.setContentType(ScimBody.TYPE.toString());
          response.getOutputStream().write(ScimBody.write(error).getBytes(StandardCharsets.UTF_8));
        });
    return http.securityMatcher("/scim/v2/**")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(HttpMethod.GET, "/scim/v2/**")
                .hasAnyAuthority(READ, WRITE)
                .requestMatchers(
                    HttpMethod.POST, "/scim/v2/Users/.search", "/scim/v2/Groups/.search")
                .hasAnyAuthority(READ, WRITE)
                .anyRequest()
                .hasAuthority(WRITE))
        .build();
  }
}
