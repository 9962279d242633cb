package vn.antin.auth.oauth2.decoupled;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question that waits for an official.
 *
 * @param address where it was asked from
 */
public record AskedRequest(
    UUID id,
    String clientId,
    Set<String> scopes,
    String address,
    @Nullable String bindingMessage,
    Instant createdAt,
    Instant expiresAt) {
  public AskedRequest {
    scopes = Set.copyOf(scopes);
  }
}
