package vn.antin.auth.oauth2.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A client that has proven who it is; lives as long as its request. */
public final class AuthenticatedClient extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Client client;

  /** To be made by who has checked the proof. */
  public AuthenticatedClient(Client client) {
    super(List.of());
    this.client = client;
    super.setAuthenticated(true);
  }

  public Client client() {
    return client;
  }

  @Override
  public Client getPrincipal() {
    return client;
  }

  @Override
  public String getName() {
    return client.id();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuthenticatedClient that && client.equals(that.client);
  }

  @Override
  public int hashCode() {
    return Objects.hash(client);
  }
}
