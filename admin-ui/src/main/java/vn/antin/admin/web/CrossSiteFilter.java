package vn.antin.admin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.admin.installation.Installation;

/**
 * Refuses unsafe requests that another site's page made the browser send. Current browsers say so
 * in {@code Sec-Fetch-Site} (W3C Fetch Metadata); older ones and plain-HTTP hosts in {@code
 * Origin}. A program that is no browser sends neither and carries no cookie it was not given.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class CrossSiteFilter extends OncePerRequestFilter {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  private final String publicOrigin;

  CrossSiteFilter(Installation installation) {
    publicOrigin = installation.publicOrigin();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SAFE_METHODS.contains(request.getMethod()) || fromOurselves(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private boolean fromOurselves(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return OWN_PAGES.contains(site);
    }
    var origin = request.getHeader("Origin");
    return origin == null || origin.equals(publicOrigin);
  }
}
