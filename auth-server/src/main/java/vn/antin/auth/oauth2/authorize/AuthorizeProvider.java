package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.session.SessionAuthentication;

/** Reads an authorization request and has it decided. */
@Component
public final class AuthorizeProvider implements AuthenticationProvider {
  private final AuthorizeDecider decider;

  AuthorizeProvider(AuthorizeDecider decider) {
    this.decider = decider;
  }

  /** The request as it came, with the session of the browser that sent it. */
  public Authentication read(HttpServletRequest request) {
    return new AuthorizeAttempt(
        AuthorizeParameters.of(request),
        request.getMethod().equals("POST"),
        SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication open
            ? open.session()
            : null);
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    AuthorizeAttempt attempt = (AuthorizeAttempt) presented;
    AuthorizeParameters parameters = attempt.parameters();
    return attempt.decided(
        attempt.posted() && !parameters.tooLarge()
            ? new Decision.ComeByGet(parameters.address())
            : decider.decide(parameters, attempt.session()));
  }

  @Override
  public boolean supports(Class<?> type) {
    return AuthorizeAttempt.class.isAssignableFrom(type);
  }
}
