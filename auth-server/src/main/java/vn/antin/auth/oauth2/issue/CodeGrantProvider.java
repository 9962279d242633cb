package vn.antin.auth.oauth2.issue;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;

/** {@code grant_type=authorization_code}. */
@Component
final class CodeGrantProvider implements Grant {
  private final OAuth2AuthorizationCodeAuthenticationConverter converter =
      new OAuth2AuthorizationCodeAuthenticationConverter();
  private final CodeRedemption redemption;
  private final GrantAnswer answer;

  CodeGrantProvider(CodeRedemption redemption, GrantAnswer answer) {
    this.redemption = redemption;
    this.answer = answer;
  }

  @Override
  public String type() {
    return "authorization_code";
  }

  @Override
  public @Nullable Authentication read(HttpServletRequest request) {
    return converter.convert(request);
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    OAuth2AuthorizationCodeAuthenticationToken request =
        (OAuth2AuthorizationCodeAuthenticationToken) presented;
    Client client = answer.clientFor(request);
    Object verifier = request.getAdditionalParameters().get("code_verifier");
    if (verifier != null && !(verifier instanceof String)) {
      throw answer.refused(
          request.getGrantType().getValue(),
          OAuth2ErrorCodes.INVALID_REQUEST,
          "code_verifier is given more than once");
    }
    Outcome outcome =
        redemption.redeem(
            client,
            request.getCode(),
            request.getRedirectUri(),
            (@Nullable String) verifier,
            TokenRequest.of(request));
    String nonce = outcome instanceof Outcome.Granted granted ? granted.family().nonce() : null;
    return answer.of(request, outcome, nonce);
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(type);
  }
}
