package vn.antin.auth.session;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** An official known by an open session; its name is the account id. */
public final class SessionAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Session session;

  public SessionAuthentication(Session session) {
    super(List.of());
    this.session = session;
    super.setAuthenticated(true);
  }

  public Session session() {
    return session;
  }

  @Override
  public String getName() {
    return session.account().toString();
  }

  @Override
  public Session getPrincipal() {
    return session;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionAuthentication that && session.equals(that.session);
  }

  @Override
  public int hashCode() {
    return Objects.hash(session);
  }
}
