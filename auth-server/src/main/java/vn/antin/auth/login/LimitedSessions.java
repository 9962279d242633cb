package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import vn.antin.auth.session.SessionAuthentication;

/**
 * Keeps a session that was opened for setting up a factor from everything else: there the browser
 * is sent on with its login.
 */
@Component
final class LimitedSessions
    implements AuthorizationManager<RequestAuthorizationContext>, AccessDeniedHandler {
  private static final String ALLOWED = "/account/factors";

  private final LoginFlows flows;

  LimitedSessions(LoginFlows flows) {
    this.flows = flows;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    String path = context.getRequest().getRequestURI();
    boolean factors = path.equals(ALLOWED) || path.startsWith(ALLOWED + "/");
    return new AuthorizationDecision(
        authentication.get() instanceof SessionAuthentication open
            && (factors || !open.session().limited()));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    boolean limited =
        SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication open
            && open.session().limited();
    if (!limited) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    response.setHeader(HttpHeaders.LOCATION, flows.park(request, response, false).toString());
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }
}
