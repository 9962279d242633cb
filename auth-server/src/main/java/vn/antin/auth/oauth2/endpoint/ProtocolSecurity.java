package vn.antin.auth.oauth2.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenIntrospectionEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenRevocationEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import vn.antin.auth.oauth2.ResourceProtection;
import vn.antin.auth.oauth2.authenticate.ClientAuthenticationFilter;
import vn.antin.auth.oauth2.authorize.AuthorizeProvider;
import vn.antin.auth.oauth2.authorize.AuthorizeResponder;
import vn.antin.auth.oauth2.issue.Grant;
import vn.antin.auth.oauth2.issue.IntrospectionProvider;
import vn.antin.auth.oauth2.issue.RevocationProvider;
import vn.antin.auth.oauth2.issue.TokenRequests;
import vn.antin.auth.web.PageSecurity;

/**
 * Spring Authorization Server's endpoint filters, put up one by one around our providers. Its
 * configurer would bring a session registry, an in-memory store and grants that we do not offer.
 */
@Configuration(proxyBeanMethods = false)
class ProtocolSecurity {
  @Bean
  @Order(10)
  SecurityFilterChain protocolProtection(
      HttpSecurity http,
      PageSecurity pages,
      SecurityContextRepository sessions,
      ProtocolErrors errors,
      ClientAuthenticationFilter.Factory clients,
      List<Grant> grants,
      IntrospectionProvider introspection,
      IntrospectionAnswer introspectionAnswer,
      RevocationProvider revocation,
      TokenRequests tokenRequests,
      AuthorizeProvider authorize,
      AuthorizeResponder authorizeResponder)
      throws Exception {
    List<AuthenticationProvider> providers = new ArrayList<>(grants);
    providers.addAll(List.of(introspection, revocation, authorize));
    AuthenticationManager manager = new ProviderManager(providers);
    http.securityMatcher("/.well-known/*", "/oauth2/**", Endpoints.LOGOUT)
        .securityContext(context -> context.securityContextRepository(sessions))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .addFilterBefore(new UnavailableFilter(), SecurityContextHolderFilter.class)
        .addFilterAfter(clients.filter(errors), AbstractPreAuthenticatedProcessingFilter.class)
        .addFilterAfter(
            authorization(manager, authorize, authorizeResponder), AuthorizationFilter.class)
        .addFilterAfter(token(manager, grants, tokenRequests, errors), AuthorizationFilter.class)
        .addFilterAfter(
            introspection(manager, introspectionAnswer, errors), AuthorizationFilter.class)
        .addFilterAfter(revocation(manager, errors), AuthorizationFilter.class);
    pages.harden(http);
    return http.build();
  }

  @Bean
  @Order(11)
  SecurityFilterChain userInfoProtection(
      HttpSecurity http, PageSecurity pages, ResourceProtection tokens) throws Exception {
    tokens.protect(http, true, response -> {});
    http.securityMatcher(Endpoints.USERINFO)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .addFilterBefore(new UnavailableFilter(), SecurityContextHolderFilter.class);
    pages.harden(http);
    return http.build();
  }

  private static OAuth2AuthorizationEndpointFilter authorization(
      AuthenticationManager manager, AuthorizeProvider authorize, AuthorizeResponder responder) {
    OAuth2AuthorizationEndpointFilter filter =
        new OAuth2AuthorizationEndpointFilter(manager, Endpoints.AUTHORIZE);
    filter.setAuthenticationConverter(authorize::read);
    filter.setAuthenticationSuccessHandler(responder);
    return filter;
  }

  private static OAuth2TokenEndpointFilter token(
      AuthenticationManager manager,
      List<Grant> grants,
      TokenRequests requests,
      ProtocolErrors errors) {
    OAuth2TokenEndpointFilter filter = new OAuth2TokenEndpointFilter(manager, Endpoints.TOKEN);
    filter.setAuthenticationConverter(request ->
        grants.stream()
            .map(grant -> grant.read(request))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
    filter.setAuthenticationDetailsSource(requests::read);
    filter.setAuthenticationFailureHandler(errors);
    return filter;
  }

  private static OAuth2TokenIntrospectionEndpointFilter introspection(
      AuthenticationManager manager, IntrospectionAnswer answer, ProtocolErrors errors) {
    OAuth2TokenIntrospectionEndpointFilter filter =
        new OAuth2TokenIntrospectionEndpointFilter(manager, Endpoints.INTROSPECT);
    filter.setAuthenticationSuccessHandler(answer);
    filter.setAuthenticationFailureHandler(errors);
    return filter;
  }

  private static OAuth2TokenRevocationEndpointFilter revocation(
      AuthenticationManager manager, ProtocolErrors errors) {
    OAuth2TokenRevocationEndpointFilter filter =
        new OAuth2TokenRevocationEndpointFilter(manager, Endpoints.REVOKE);
    filter.setAuthenticationFailureHandler(errors);
    return filter;
  }
}
