package vn.antin.auth.oauth2.assertion;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** An assertion on its way through Spring's token endpoint. */
final class AssertionRequest extends OAuth2AuthorizationGrantAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient String assertion;
  private final transient Set<String> scopes;

  AssertionRequest(Authentication client, String assertion, Set<String> scopes) {
    super(AuthorizationGrantType.JWT_BEARER, client, Map.of());
    this.assertion = assertion;
    this.scopes = Set.copyOf(scopes);
  }

  String assertion() {
    return assertion;
  }

  Set<String> scopes() {
    return scopes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AssertionRequest that
        && super.equals(other)
        && assertion.equals(that.assertion)
        && scopes.equals(that.scopes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), assertion, scopes);
  }
}
