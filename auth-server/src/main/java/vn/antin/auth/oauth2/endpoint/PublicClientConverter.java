package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A client that only says who it is; Spring's own converter knows such clients with a code only.
 */
final class PublicClientConverter implements AuthenticationConverter {
  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String[] clientId = request.getParameterValues("client_id");
    return clientId == null
            || clientId.length != 1
            || clientId[0].isEmpty()
            || request.getHeader(HttpHeaders.AUTHORIZATION) != null
        ? null
        : new OAuth2ClientAuthenticationToken(
            clientId[0], ClientAuthenticationMethod.NONE, null, Map.of());
  }
}
