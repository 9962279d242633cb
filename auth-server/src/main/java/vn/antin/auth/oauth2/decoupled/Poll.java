package vn.antin.auth.oauth2.decoupled;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/**
 * A client's question to the token endpoint whether the official has decided. Two types, because
 * Spring asks every provider that supports a type until one does not refuse.
 */
abstract sealed class Poll extends OAuth2AuthorizationGrantAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final RequestKind kind;
  private final transient PollSecret secret;

  private Poll(RequestKind kind, Authentication client, PollSecret secret) {
    super(new AuthorizationGrantType(kind.grantType()), client, Map.of());
    this.kind = kind;
    this.secret = secret;
  }

  static Poll of(RequestKind kind, Authentication client, PollSecret secret) {
    return switch (kind) {
      case DEVICE -> new OfDevice(client, secret);
      case CIBA -> new OfCiba(client, secret);
    };
  }

  static Class<? extends Poll> type(RequestKind kind) {
    return switch (kind) {
      case DEVICE -> OfDevice.class;
      case CIBA -> OfCiba.class;
    };
  }

  RequestKind kind() {
    return kind;
  }

  PollSecret secret() {
    return secret;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Poll that
        && super.equals(other)
        && kind == that.kind
        && secret.equals(that.secret);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), kind, secret);
  }

  private static final class OfDevice extends Poll {
    private static final long serialVersionUID = 1L;

    OfDevice(Authentication client, PollSecret secret) {
      super(RequestKind.DEVICE, client, secret);
    }
  }

  private static final class OfCiba extends Poll {
    private static final long serialVersionUID = 1L;

    OfCiba(Authentication client, PollSecret secret) {
      super(RequestKind.CIBA, client, secret);
    }
  }
}
