package vn.antin.auth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * On the mTLS listener: only the paths meant for it, no cookies, and the certificate of the
 * connection. On the main listener certificates have no meaning.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class MutualTlsFilter extends OncePerRequestFilter {
  private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final TlsListeners listeners;

  MutualTlsFilter(TlsListeners listeners) {
    this.listeners = listeners;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int port = listeners.port();
    if (port <= 0 || request.getLocalPort() != port) {
      chain.doFilter(request, response);
      return;
    }
    if (!MutualTlsPaths.serves(request)) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (request.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] shown
        && shown.length > 0) {
      ClientCertificate.present(request, List.of(shown));
    }
    chain.doFilter(new WithoutCookies(request), response);
  }

  private static final class WithoutCookies extends HttpServletRequestWrapper {
    WithoutCookies(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
      return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return HttpHeaders.COOKIE.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return HttpHeaders.COOKIE.equalsIgnoreCase(name)
          ? Collections.emptyEnumeration()
          : super.getHeaders(name);
    }
  }
}
