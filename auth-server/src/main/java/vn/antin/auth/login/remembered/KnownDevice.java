package vn.antin.auth.login.remembered;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser that one official has logged in with.
 *
 * @param device browser and system in a few words
 * @param trustedUntil until when it stands in for the second factor; null when it does not
 * @param askedAt when the official was last asked whether it may
 */
public record KnownDevice(
    UUID id,
    String device,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Nullable Instant trustedUntil,
    @Nullable Instant askedAt) {
  /** Whether it stands in for the second factor now. */
  public boolean trusted(Instant now) {
    return trustedUntil != null && now.isBefore(trustedUntil);
  }
}
