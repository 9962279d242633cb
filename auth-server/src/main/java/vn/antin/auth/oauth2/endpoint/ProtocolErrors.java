package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.authenticate.ClientErrors;

/**
 * Errors as RFC 6749 §5.2 has them: 401 with a challenge when the client could not be
 * authenticated, else 400.
 */
@Component
final class ProtocolErrors implements AuthenticationFailureHandler {
  private final OAuth2ErrorHttpMessageConverter json = new OAuth2ErrorHttpMessageConverter();
  private final ClientErrors failures;

  ProtocolErrors(ClientErrors failures) {
    this.failures = failures;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
      throws IOException {
    if (exception instanceof OAuth2AuthenticationException told) {
      failures.record(request, told);
    }
    SecurityContextHolder.clearContext();
    OAuth2Error error =
        exception instanceof OAuth2AuthenticationException known
            ? known.getError()
            : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
    ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
    if (error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
      answer.setStatusCode(HttpStatus.UNAUTHORIZED);
      answer.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"antin\"");
    } else {
      answer.setStatusCode(HttpStatus.BAD_REQUEST);
    }
    json.write(error, null, answer);
  }
}
