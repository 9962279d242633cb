package vn.antin.auth.oauth2.issue;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;

/** {@code grant_type=refresh_token}. */
@Component
final class RefreshGrantProvider implements Grant {
  private final OAuth2RefreshTokenAuthenticationConverter converter =
      new OAuth2RefreshTokenAuthenticationConverter();
  private final RefreshRotation rotation;
  private final GrantAnswer answer;

  RefreshGrantProvider(RefreshRotation rotation, GrantAnswer answer) {
    this.rotation = rotation;
    this.answer = answer;
  }

  @Override
  public String type() {
    return "refresh_token";
  }

  @Override
  public @Nullable Authentication read(HttpServletRequest request) {
    return converter.convert(request);
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    OAuth2RefreshTokenAuthenticationToken request =
        (OAuth2RefreshTokenAuthenticationToken) presented;
    Client client = answer.clientFor(request);
    Outcome outcome =
        rotation.rotate(
            client, request.getRefreshToken(), request.getScopes(), TokenRequest.of(request));
    return answer.of(request, outcome, null);
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(type);
  }
}
