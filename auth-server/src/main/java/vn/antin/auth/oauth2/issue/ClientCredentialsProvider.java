package vn.antin.auth.oauth2.issue;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.bind.Resources;
import vn.antin.auth.oauth2.client.Client;

/**
 * {@code grant_type=client_credentials}: a JWT about the client itself. No official is involved, so
 * scopes that speak of one are not given.
 */
@Component
final class ClientCredentialsProvider implements Grant {
  private final OAuth2ClientCredentialsAuthenticationConverter converter =
      new OAuth2ClientCredentialsAuthenticationConverter();
  private static final Set<String> OFFICIALS_ONLY =
      Set.of("openid", "profile", "email", "post", "roles", "credential", "admin");

  private final TokenMint mint;
  private final GrantAnswer answer;
  private final Resources resources;

  ClientCredentialsProvider(TokenMint mint, GrantAnswer answer, Resources resources) {
    this.mint = mint;
    this.answer = answer;
    this.resources = resources;
  }

  @Override
  public String type() {
    return "client_credentials";
  }

  @Override
  public @Nullable Authentication read(HttpServletRequest request) {
    return converter.convert(request);
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    OAuth2ClientCredentialsAuthenticationToken request =
        (OAuth2ClientCredentialsAuthenticationToken) presented;
    Client client = answer.clientFor(request);
    Set<String> allowed =
        client.scopes().stream()
            .filter(scope -> !OFFICIALS_ONLY.contains(scope))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> wanted = request.getScopes().isEmpty() ? allowed : request.getScopes();
    if (!allowed.containsAll(wanted)) {
      throw answer.refused(
          request.getGrantType().getValue(),
          OAuth2ErrorCodes.INVALID_SCOPE,
          "expected scopes that the client has and that need no official");
    }
    TokenRequest details = TokenRequest.of(request);
    return answer.of(
        request,
        mint.accessToken(client, resources.scopesFor(details.resources(), wanted), details));
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(type);
  }
}
