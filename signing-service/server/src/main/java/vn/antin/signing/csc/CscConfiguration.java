package vn.antin.signing.csc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.audit.AuditLog;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.bind.AccessTokenFilter;
import vn.antin.signing.bind.Senders;
import vn.antin.signing.certificate.CredentialAbilities;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.people.People;
import vn.antin.signing.request.HashSpending;
import vn.antin.signing.signature.FileSigner;

@Configuration(proxyBeanMethods = false)
class CscConfiguration {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(10);

  @Bean
  CscErrors cscErrors(JsonMapper json) {
    return new CscErrors(json);
  }

  @Bean
  EndedTokens endedTokens(JdbcClient sql, InstantSource time) {
    return new EndedTokens(sql, time);
  }

  @Bean
  CredentialViews credentialViews(CredentialAbilities abilities, InstantSource time) {
    return new CredentialViews(abilities, time);
  }

  @Bean
  Approvals cscApprovals(
      AuthServer authServer,
      JdbcClient sql,
      RootKey rootKey,
      AuditLog audit,
      TransactionOperations transaction,
      CscProperties properties,
      JsonMapper json,
      InstantSource time) {
    return new Approvals(
        authServer,
        new AuthorizationRepository(sql, rootKey),
        audit,
        transaction,
        properties,
        json,
        time);
  }

  @Bean
  CredentialDirectory credentialDirectory(
      Credentials credentials, People people, InstantSource time) {
    return new CredentialDirectory(credentials, people, time);
  }

  @Bean
  SigningRight signingRight(
      JwtDecoder tokens,
      Senders senders,
      Introspection introspection,
      Approvals cscApprovals,
      EndedTokens ended) {
    return new SigningRight(tokens, senders, introspection, cscApprovals, ended);
  }

  @Bean
  HashSigning hashSigning(
      Credentials credentials,
      CredentialDirectory directory,
      CredentialViews views,
      HashSpending spending) {
    return new HashSigning(credentials, directory, views, spending);
  }

  @Bean
  HashCalls hashCalls(HashSigning signing) {
    return new HashCalls(signing);
  }

  @Bean
  DocumentCalls documentCalls(
      HashSigning signing, FileSigner signer, CscProperties properties, MeterRegistry meters) {
    return new DocumentCalls(signing, signer, properties, meters);
  }

  @Bean
  LaterRepository laterRepository(JdbcClient sql, RootKey rootKey) {
    return new LaterRepository(sql, rootKey);
  }

  @Bean
  LaterWork laterWork(
      LaterRepository later,
      SigningRight right,
      HashCalls hashes,
      DocumentCalls documents,
      CscProperties properties,
      JsonMapper json,
      InstantSource time) {
    return new LaterWork(
        later,
        right,
        methods(hashes, documents),
        new Online(
            new OnlineLimits(CONNECT, WHOLE, Set.copyOf(properties.responseHosts()))
                .withoutRedirects()),
        json,
        time,
        properties.documentCalls());
  }

  @Bean
  SigningCalls signingCalls(
      HashCalls hashes,
      DocumentCalls documents,
      LaterRepository later,
      LaterWork work,
      CscProperties properties,
      JsonMapper json,
      InstantSource time) {
    return new SigningCalls(methods(hashes, documents), later, work, properties, json, time);
  }

  private static Map<String, SigningMethod> methods(HashCalls hashes, DocumentCalls documents) {
    return Map.of("signHash", hashes, "signDoc", documents);
  }

  /** What signs looks at its token itself: it may be one that only auth-server can read. */
  @Bean
  @Order(-1)
  SecurityFilterChain cscSigning(HttpSecurity http, CscErrors errors, EndedTokens ended)
      throws Exception {
    return stateless(http, errors, ended)
        .securityMatcher(
            Method.BASE + "signatures/signHash",
            Method.BASE + "signatures/signDoc",
            Method.BASE + "signatures/signPolling")
        .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
        .build();
  }

  /** Everything but {@code info} needs a token; refusals have this API's form. */
  @Bean
  @Order(0)
  SecurityFilterChain cscApi(
      HttpSecurity http, JwtDecoder tokens, Senders senders, CscErrors errors, EndedTokens ended)
      throws Exception {
    return stateless(http, errors, ended)
        .addFilterAt(
            new AccessTokenFilter(tokens, senders, errors::write),
            BearerTokenAuthenticationFilter.class)
        .securityMatcher("/csc/**")
        .authorizeHttpRequests(paths ->
            paths
                .requestMatchers(HttpMethod.GET, Method.LOGO)
                .permitAll()
                .requestMatchers(HttpMethod.POST, Method.BASE + "info")
                .permitAll()
                .requestMatchers(HttpMethod.POST, Method.BASE + "**")
                .hasAuthority("SCOPE_service")
                .anyRequest()
                .denyAll())
        .exceptionHandling(faults ->
            faults.authenticationEntryPoint(errors::write).accessDeniedHandler(errors::write))
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http, CscErrors errors, EndedTokens ended)
      throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers.contentSecurityPolicy(
                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
        .addFilterAfter(new CscEdge(errors, ended), HeaderWriterFilter.class);
  }
}
