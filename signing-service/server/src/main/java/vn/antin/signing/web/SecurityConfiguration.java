package vn.antin.signing.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import vn.antin.signing.bind.AccessTokenFilter;
import vn.antin.signing.bind.Senders;

/**
 * What each path needs. No cookies and no sessions are used, so cross-site request forgery has
 * nothing to ride on. Whose documents and requests may be touched is decided in SQL, not here.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** A timer around each filter of each request tells nobody anything. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  /** Management has its own port and address, and exposes health and metrics only. */
  @Bean
  @Order(1)
  SecurityFilterChain management(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/actuator/**"))
        .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
        .build();
  }

  /** Signing takes an opaque approval token that is introspected by the call itself. */
  @Bean
  @Order(2)
  SecurityFilterChain approvals(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/signature-requests/*/sign"))
        .authorizeHttpRequests(paths ->
            paths
                .requestMatchers(HttpMethod.POST, "/signature-requests/*/sign")
                .permitAll()
                .anyRequest()
                .denyAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain bearers(
      HttpSecurity http, JwtDecoder tokens, Senders senders, ProblemWriter problems)
      throws Exception {
    return stateless(http)
        .addFilterAt(
            new AccessTokenFilter(tokens, senders, problems::write),
            BearerTokenAuthenticationFilter.class)
        .authorizeHttpRequests(paths ->
            paths
                .requestMatchers(HttpMethod.POST, "/validations")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/authority/root.pem", "/crl/*", "/ca/*")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/tsa", "/usb-token-registrations")
                .permitAll()
                .requestMatchers("/.well-known/est/**", "/agent/**", "/vgca/**")
                .permitAll()
                .requestMatchers(
                    "/internal/signature-requests/**",
                    "/internal/credentials",
                    "/internal/credentials/**")
                .hasAuthority("SCOPE_signature-request.read")
                .requestMatchers("/internal/certificate-notices")
                .hasAuthority("SCOPE_certificate-notice.read")
                .requestMatchers(
                    "/certificate-notices",
                    "/certificate-notices/**",
                    "/seals",
                    "/seals/**",
                    "/seal-handovers",
                    "/seal-handovers/**",
                    "/signature-images",
                    "/signature-images/**")
                .hasAnyAuthority("SCOPE_service", "SCOPE_admin")
                .requestMatchers("/internal/audit-seals")
                .hasAuthority("SCOPE_audit.seal")
                .requestMatchers(
                    "/authority",
                    "/authority/**",
                    "/certificates",
                    "/certificates/**",
                    "/certificate-reasons",
                    "/certificate-mismatches",
                    "/certificate-calendar",
                    "/certificate-requests",
                    "/certificate-requests/**",
                    "/certificate-jobs",
                    "/certificate-jobs/**",
                    "/certificate-lists",
                    "/certificate-lists/**",
                    "/tokens",
                    "/unknown-outcomes",
                    "/unknown-outcomes/**",
                    "/standing-orders",
                    "/standing-orders/**",
                    "/dossier-figures",
                    "/seal-requests",
                    "/seal-requests/**",
                    "/documents-in-flight",
                    "/time-stamping",
                    "/documents-in-flight/**")
                .hasAuthority("SCOPE_admin")
                .requestMatchers("/documents", "/documents/**", "/signatures/*/evidence")
                .hasAnyAuthority("SCOPE_service", "SCOPE_signing-request")
                .requestMatchers(HttpMethod.GET, "/v1/jwks", "/v1/check/*")
                .permitAll()
                .requestMatchers(
                    "/v1/signing-requests",
                    "/v1/signing-requests/**",
                    "/v1/dossiers/*/results",
                    "/v1/dossier-results")
                .hasAuthority("SCOPE_signing-request")
                .requestMatchers(HttpMethod.GET, "/v1/registers")
                .hasAnyAuthority("SCOPE_service", "SCOPE_admin")
                .requestMatchers("/v1/registers/numbers", "/v1/registers/numbers/**")
                .hasAuthority("SCOPE_signing-request")
                .requestMatchers(
                    "/v1/inbox",
                    "/v1/inbox/**",
                    "/credentials",
                    "/signature-requests",
                    "/signature-requests/**")
                .hasAuthority("SCOPE_service")
                .anyRequest()
                .denyAll())
        .exceptionHandling(faults ->
            faults.authenticationEntryPoint(problems::write).accessDeniedHandler(problems::write))
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers.contentSecurityPolicy(
                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")));
  }
}
