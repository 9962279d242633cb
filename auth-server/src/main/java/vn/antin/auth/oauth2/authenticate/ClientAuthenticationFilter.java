package vn.antin.auth.oauth2.authenticate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.auth.oauth2.client.AuthenticatedClient;

/** Stands before every {@link ClientEndpoint}: who is no client does not get there. */
public final class ClientAuthenticationFilter extends OncePerRequestFilter {
  private final Set<String> paths;
  private final ClientAuthenticator clients;
  private final AuthenticationFailureHandler failures;

  private ClientAuthenticationFilter(
      Set<String> paths, ClientAuthenticator clients, AuthenticationFailureHandler failures) {
    this.paths = paths;
    this.clients = clients;
    this.failures = failures;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.POST.matches(request.getMethod())
        || !paths.contains(request.getServletPath());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    AuthenticatedClient client;
    try {
      client = clients.authenticate(CredentialReader.read(request));
    } catch (OAuth2AuthenticationException e) {
      failures.onAuthenticationFailure(request, response, e);
      return;
    }
    client.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
    ClientErrors.proven(request, client.getName());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(client);
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  /** Makes the filter for a chain. */
  @Component
  public static final class Factory {
    private final List<ClientEndpoint> endpoints;
    private final ClientAuthenticator clients;

    Factory(List<ClientEndpoint> endpoints, ClientAuthenticator clients) {
      this.endpoints = List.copyOf(endpoints);
      this.clients = clients;
    }

    /** A filter that tells refusals so. */
    public ClientAuthenticationFilter filter(AuthenticationFailureHandler failures) {
      return new ClientAuthenticationFilter(
          endpoints.stream().map(ClientEndpoint::path).collect(Collectors.toUnmodifiableSet()),
          clients,
          failures);
    }
  }
}
