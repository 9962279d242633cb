package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;

/**
 * Reads how a client proves itself; more than one way in one request is refused (RFC 6749 §2.3).
 */
final class OneClientCredential implements AuthenticationConverter {
  private final AuthenticationConverter methods =
      new DelegatingAuthenticationConverter(
          List.of(
              new JwtClientAssertionAuthenticationConverter(),
              new ClientSecretBasicAuthenticationConverter(),
              new ClientSecretPostAuthenticationConverter(),
              new PublicClientConverter()));

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    long given =
        Stream.of(
                request.getHeader(HttpHeaders.AUTHORIZATION),
                request.getParameter("client_secret"),
                request.getParameter("client_assertion"))
            .filter(value -> value != null)
            .count();
    if (given > 1) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_REQUEST, "the client authenticates in two ways", null));
    }
    return methods.convert(request);
  }
}
