package vn.antin.auth.oauth2.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of a client's secrets.
 *
 * @param readable the secret itself, only for {@code client_secret_jwt}
 * @param expiresAt when it stops being accepted; null for the current one
 */
public record ClientSecret(
    SecretDigest digest, @Nullable ReadableSecret readable, @Nullable Instant expiresAt) {
  /** A secret of which we keep the hash alone. */
  public static ClientSecret hashed(String secret) {
    return new ClientSecret(SecretDigest.of(secret), null, null);
  }

  /** A secret that we keep readable, for {@code client_secret_jwt}. */
  public static ClientSecret readable(String secret) {
    return new ClientSecret(SecretDigest.of(secret), new ReadableSecret(secret), null);
  }

  /** The same secret, accepted until then. */
  public ClientSecret until(Instant end) {
    return new ClientSecret(digest, readable, end);
  }

  /** Whether it is still accepted. */
  public boolean inForce(Instant now) {
    return expiresAt == null || expiresAt.isAfter(now);
  }
}
