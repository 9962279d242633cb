package vn.antin.auth.oauth2.decoupled;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.session.Assurance;

/**
 * A question that waits for an official.
 *
 * @param application the system that the answer is for; the client, unless that asks in its name
 * @param address where it was asked from
 * @param wanted the level at which the client wishes it answered
 * @param signatures how many are asked for; 0 for a login
 */
public record AskedRequest(
    UUID id,
    String clientId,
    String application,
    Set<String> scopes,
    String address,
    @Nullable String bindingMessage,
    @Nullable Assurance wanted,
    int signatures,
    Instant createdAt,
    Instant expiresAt) {
  public AskedRequest {
    scopes = Set.copyOf(scopes);
  }
}
