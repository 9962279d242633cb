package vn.antin.auth.oauth2.authorize;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.session.Session;

/** An authorization request on its way through Spring's endpoint: first asked, then decided. */
@SuppressWarnings("serial") // lives as long as its request
final class AuthorizeAttempt extends AbstractAuthenticationToken {
  private final AuthorizeParameters parameters;
  private final boolean posted;
  private final @Nullable Session session;
  private final @Nullable Decision decision;

  AuthorizeAttempt(AuthorizeParameters parameters, boolean posted, @Nullable Session session) {
    this(parameters, posted, session, null);
  }

  private AuthorizeAttempt(
      AuthorizeParameters parameters,
      boolean posted,
      @Nullable Session session,
      @Nullable Decision decision) {
    super(List.of());
    this.parameters = parameters;
    this.posted = posted;
    this.session = session;
    this.decision = decision;
    super.setAuthenticated(decision != null);
  }

  AuthorizeAttempt decided(Decision made) {
    return new AuthorizeAttempt(parameters, posted, session, made);
  }

  AuthorizeParameters parameters() {
    return parameters;
  }

  boolean posted() {
    return posted;
  }

  @Nullable Session session() {
    return session;
  }

  @Nullable Decision decision() {
    return decision;
  }

  @Override
  public @Nullable Object getPrincipal() {
    return session;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
