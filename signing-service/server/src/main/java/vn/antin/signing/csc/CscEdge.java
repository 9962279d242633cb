package vn.antin.signing.csc;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.signing.bind.PresentedToken;

/**
 * Stands first under this API's address: says what is not offered, refuses tokens that were ended,
 * and tells faults of the filters behind it in this API's form.
 */
final class CscEdge extends OncePerRequestFilter {
  private final CscErrors errors;
  private final EndedTokens ended;

  CscEdge(CscErrors errors, EndedTokens ended) {
    this.errors = errors;
    this.ended = ended;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      if (!Method.known(request.getRequestURI())) {
        throw new CscFault(501, "invalid_request", "The method is not offered, see info");
      }
      if (!"POST".equals(request.getMethod()) && !Method.logo(request.getRequestURI())) {
        throw CscFault.invalid("Methods are called by POST");
      }
      var token = PresentedToken.of(request);
      if (token.isPresent() && ended.has(token.get().value())) {
        throw CscFault.invalidToken("The access token was revoked");
      }
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      errors.write(request, response, e);
    }
  }
}
