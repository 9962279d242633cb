package vn.antin.auth.oauth2.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What people may know of clients' secrets, and when each was last used. Thread-safe. */
@Component
public final class ClientSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSecrets.class);
  private static final Duration USE_GRAIN = Duration.ofHours(1);
  private static final int MOST_REMEMBERED = 20_000;

  private final ClientSecretTable table;
  private final InstantSource clock;
  private final Map<Use, Instant> written = new ConcurrentHashMap<>();

  ClientSecrets(ClientSecretTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * A secret as people may see it.
   *
   * @param lastUsedAt within the hour; null when it never was
   * @param expiresAt null for the current one
   */
  public record State(
      Instant createdAt, @Nullable Instant lastUsedAt, @Nullable Instant expiresAt) {}

  /** The client's secrets, the newest first. */
  public List<State> of(String clientId) {
    return table.states(clientId);
  }

  /** Writes down that a secret was used; at most once an hour, and never at a request's cost. */
  public void used(String clientId, SecretDigest digest) {
    Use use = new Use(clientId, digest);
    Instant now = clock.instant();
    Instant before = written.get(use);
    if (before != null && now.isBefore(before.plus(USE_GRAIN))) {
      return;
    }
    if (written.size() > MOST_REMEMBERED) {
      written.clear();
    }
    written.put(use, now);
    Thread.ofVirtual()
        .start(() -> {
          try {
            table.used(clientId, digest, now);
          } catch (DataAccessException e) {
            LOG.debug("client {}: the use of its secret was not written down", clientId, e);
          }
        });
  }

  private record Use(String clientId, SecretDigest digest) {}
}
