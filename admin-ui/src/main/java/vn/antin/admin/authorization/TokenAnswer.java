package vn.antin.admin.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.upstream.AccessToken;

/** What the token endpoint said. */
public sealed interface TokenAnswer {
  /** Tokens; the access token is good until that instant. */
  record Tokens(
      AccessToken accessToken,
      Instant expiresAt,
      @Nullable String refreshToken,
      @Nullable String idToken)
      implements TokenAnswer {
    @Override
    public String toString() {
      return "Tokens[hidden, expiresAt=" + expiresAt + "]";
    }
  }

  /** An OAuth error, such as {@code invalid_grant} (RFC 6749 section 5.2). */
  record Refused(String error) implements TokenAnswer {}
}
