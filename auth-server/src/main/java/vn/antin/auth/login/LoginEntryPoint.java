package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Parks the request that needs an official and sends the browser to the login page. */
@Component
final class LoginEntryPoint implements AuthenticationEntryPoint {
  private final LoginFlows flows;

  LoginEntryPoint(LoginFlows flows) {
    this.flows = flows;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
      throws IOException {
    try {
      String login = flows.park(request, response, false).toString();
      response.setHeader(HttpHeaders.LOCATION, login);
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    } catch (RequestTooLargeToPark e) {
      response.sendError(HttpServletResponse.SC_REQUEST_URI_TOO_LONG);
    }
  }
}
