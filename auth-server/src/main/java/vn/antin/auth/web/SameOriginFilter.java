package vn.antin.auth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site makes a browser send: an unsafe request must say {@code Sec-Fetch-Site:
 * same-origin} or {@code none}, or come from our own origin. With neither header there is no
 * browser and so no official to misuse.
 */
final class SameOriginFilter extends OncePerRequestFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final String origin;

  SameOriginFilter(String origin) {
    this.origin = origin;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SAFE.contains(request.getMethod())
        || own(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"))) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private boolean own(@Nullable String site, @Nullable String from) {
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    return from == null || from.equals(origin);
  }
}
