package vn.antin.auth.oauth2.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/**
 * The secrets of clients over time: rotation with an overlap in which the former one is still
 * accepted, and when each was last used. Thread-safe.
 */
@Component
public final class ClientSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSecrets.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration USE_GRAIN = Duration.ofHours(1);
  private static final int MOST_REMEMBERED = 20_000;
  private static final int BYTES = 32;

  private final ClientSecretTable table;
  private final Clients clients;
  private final ClientSecretProperties properties;
  private final TransactionOperations transactions;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Map<Use, Instant> written = new ConcurrentHashMap<>();

  ClientSecrets(
      ClientSecretTable table,
      Clients clients,
      ClientSecretProperties properties,
      TransactionOperations transactions,
      AuditLog audit,
      InstantSource clock) {
    this.table = table;
    this.clients = clients;
    this.properties = properties;
    this.transactions = transactions;
    this.audit = audit;
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

  /** {@link #rotate(String, String, Duration)} with the configured overlap. */
  public String rotate(String clientId, @Nullable String actor) {
    return rotate(clientId, actor, properties.overlap());
  }

  /**
   * Gives the client a new secret. The one it had is accepted until the overlap has passed, at once
   * no longer when that is zero; ones before it end now.
   *
   * @return the secret, which is not shown again
   * @throws IllegalArgumentException when the client is unknown or has no use for a secret
   */
  public String rotate(String clientId, @Nullable String actor, Duration overlap) {
    ClientSecretProperties.checked(overlap);
    String made = transactions.execute(status -> renew(clientId, actor, overlap));
    // The other nodes hear of it.
    clients.forget();
    return made;
  }

  private String renew(String clientId, @Nullable String actor, Duration overlap) {
    Instant now = clock.instant();
    ClientAuthentication method =
        table
            .lock(clientId)
            .filter(ClientAuthentication::secret)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "client %s: expected one with a secret".formatted(clientId)));
    boolean keysMac = method == ClientAuthentication.CLIENT_SECRET_JWT;
    String secret = random(keysMac ? 2 * BYTES : BYTES);
    List<ClientSecret> wanted = new ArrayList<>();
    wanted.add(keysMac ? ClientSecret.readable(secret) : ClientSecret.hashed(secret));
    Instant end = now.plus(overlap);
    table.of(clientId).stream()
        .filter(former -> former.expiresAt() == null && end.isAfter(now))
        .findFirst()
        .ifPresent(former -> wanted.add(former.until(end)));
    table.put(clientId, wanted, now);
    audit.append(
        new AuditEvent(
            "oauth2.client-secret-rotated",
            actor,
            clientId,
            Map.of("former-accepted-until", end.toString()),
            Map.of()));
    return secret;
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

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private record Use(String clientId, SecretDigest digest) {}
}
