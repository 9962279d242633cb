package vn.antin.auth.oauth2.bind;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every client that proves possession of a key the nonce for its next proof, with whatever it
 * is answered (RFC 9449 §8.2, §9).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class DpopNonceFilter extends OncePerRequestFilter {
  private final DpopNonces nonces;

  DpopNonceFilter(DpopNonces nonces) {
    this.nonces = nonces;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean proving =
        request.getHeader(DpopProofs.HEADER) != null
            || (authorization != null && authorization.regionMatches(true, 0, "dpop ", 0, 5));
    if (proving && nonces.wanted()) {
      response.setHeader("DPoP-Nonce", nonces.current());
    }
    chain.doFilter(request, response);
  }
}
