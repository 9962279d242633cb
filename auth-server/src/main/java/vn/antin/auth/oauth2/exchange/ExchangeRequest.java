package vn.antin.auth.oauth2.exchange;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** A token exchange on its way through Spring's token endpoint. */
final class ExchangeRequest extends OAuth2AuthorizationGrantAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient ExchangeParameters parameters;

  ExchangeRequest(Authentication client, ExchangeParameters parameters) {
    super(AuthorizationGrantType.TOKEN_EXCHANGE, client, Map.of());
    this.parameters = parameters;
  }

  ExchangeParameters parameters() {
    return parameters;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExchangeRequest that
        && super.equals(other)
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), parameters);
  }
}
