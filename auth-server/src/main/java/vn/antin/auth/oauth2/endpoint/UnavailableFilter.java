package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.audit.AuditException;
import vn.antin.auth.key.KeyUnavailableException;

/**
 * Tells clients in a form they understand to come back while PostgreSQL or the token that holds the
 * signing keys cannot be reached. What officials see is answered further out, with a page.
 */
final class UnavailableFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(UnavailableFilter.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted() || forPeople(request) || !unreachable(e)) {
        throw e;
      }
      LOG.warn("{}: what it needs cannot be reached: {}", request.getRequestURI(), e.toString());
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response
          .getOutputStream()
          .write("{\"error\":\"temporarily_unavailable\"}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean unreachable(Exception failure) {
    // What a controller throws comes wrapped.
    Throwable cause = failure instanceof ServletException ? failure.getCause() : failure;
    return cause instanceof DataAccessResourceFailureException
        || cause instanceof TransactionException
        || cause instanceof KeyUnavailableException
        || cause instanceof AuditException;
  }

  private static boolean forPeople(HttpServletRequest request) {
    return request.getRequestURI().equals(Endpoints.AUTHORIZE)
        || request.getRequestURI().equals(Endpoints.LOGOUT);
  }
}
