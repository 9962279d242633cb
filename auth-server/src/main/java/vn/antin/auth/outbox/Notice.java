package vn.antin.auth.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a message to another system has come.
 *
 * @param system the system behind the recipient
 * @param name what administrators call the recipient
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried again; null once it is settled
 * @param settledAt when the recipient confirmed it, or when it was given up; null while it waits
 * @param problem why the last attempt failed; null when none did
 */
public record Notice(
    UUID id,
    String kind,
    String recipient,
    String system,
    String name,
    State state,
    int attempts,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant settledAt,
    @Nullable String problem) {
  public enum State {
    WAITING,
    DELIVERED,
    DEAD
  }
}
