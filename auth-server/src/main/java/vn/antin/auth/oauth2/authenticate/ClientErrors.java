package vn.antin.auth.oauth2.authenticate;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Clients;

/**
 * The last requests of each client that failed, in plain words, for those who run the client. Kept
 * small whatever is sent: 20 rows of requests that were proven to be the client's, 20 of others, a
 * row a second; what comes faster is not written. Thread-safe.
 */
@Component
public final class ClientErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ClientErrors.class);
  private static final String PROVEN = ClientErrors.class.getName();
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int WRITERS = 4;
  private static final int MOST_REMEMBERED = 20_000;
  private static final int LONGEST_CODE = 100;
  private static final int LONGEST_TEXT = 300;

  private final JdbcClient jdbc;
  private final Clients clients;
  private final InstantSource clock;
  private final Map<Ring, Instant> written = new ConcurrentHashMap<>();
  private final Semaphore writers = new Semaphore(WRITERS);

  ClientErrors(JdbcClient jdbc, Clients clients, InstantSource clock) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * A request that failed.
   *
   * @param endpoint its path
   * @param error the code that was answered
   * @param description what was wrong; no secrets, nobody's data
   * @param proven whether the client had proven who it is
   */
  public record Failure(
      Instant at, String endpoint, String error, String description, boolean proven) {}

  /** The client's last failures, the latest first. */
  public List<Failure> of(String clientId) {
    return jdbc.sql(
            """
            SELECT at, endpoint, error, description, proven FROM oauth2_client_error
            WHERE client_id = :client ORDER BY at DESC, slot DESC
            """)
        .param("client", clientId)
        .query((row, number) ->
            new Failure(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("endpoint"),
                row.getString("error"),
                row.getString("description"),
                row.getBoolean("proven")))
        .list();
  }

  /** Remembers with the request whose it is; an endpoint that fails clears its security context. */
  static void proven(HttpServletRequest request, String clientId) {
    request.setAttribute(PROVEN, clientId);
  }

  /** Writes down why an endpoint for clients answers with an error. */
  public void record(HttpServletRequest request, OAuth2AuthenticationException failure) {
    OAuth2Error error = failure.getError();
    String path = request.getServletPath();
    if (request.getAttribute(PROVEN) instanceof String clientId) {
      String words = Objects.requireNonNullElse(error.getDescription(), "");
      record(clientId, true, path, error.getErrorCode(), words);
    } else if (failure instanceof RefusedClientException refused
        && refused.refusal() != Refusal.UNKNOWN) {
      String words = refused.refusal().words();
      record(refused.clientId(), false, path, error.getErrorCode(), words);
    }
  }

  /**
   * Writes down a failure at an endpoint where clients do not authenticate. Only of clients that
   * this node has met: a made-up name costs neither memory nor a row.
   *
   * @param words a sentence of ours; nothing that the request said
   */
  public void record(String clientId, String path, String error, String words) {
    if (clients.remembered(clientId).isPresent()) {
      record(clientId, false, path, error, words);
    }
  }

  private void record(String clientId, boolean proven, String path, String error, String words) {
    Ring ring = new Ring(clientId, proven);
    Instant now = clock.instant();
    if (!due(ring, now) || !writers.tryAcquire()) {
      return;
    }
    Failure failure =
        new Failure(
            now,
            cut(path, LONGEST_CODE),
            cut(error, LONGEST_CODE),
            cut(words, LONGEST_TEXT),
            proven);
    Thread.ofVirtual()
        .start(() -> {
          try {
            write(clientId, failure);
          } catch (DataAccessException e) {
            LOG.debug("client {}: a failure was not written down", clientId, e);
          } finally {
            writers.release();
          }
        });
  }

  private boolean due(Ring ring, Instant now) {
    if (written.size() > MOST_REMEMBERED) {
      written.clear();
    }
    Instant before = written.get(ring);
    if (before == null) {
      return written.putIfAbsent(ring, now) == null;
    }
    return !now.isBefore(before.plus(PAUSE)) && written.replace(ring, before, now);
  }

  /** Takes the place of the oldest; nothing when another node has just written. */
  private void write(String clientId, Failure failure) {
    jdbc.sql(
            """
            INSERT INTO oauth2_client_error AS ring
              (client_id, proven, slot, at, endpoint, error, description)
            SELECT c.client_id, :proven, coalesce((latest.slot + 1) % 20, 0), :at, :endpoint,
              :error, :description
            FROM oauth2_client c LEFT JOIN LATERAL (
              SELECT slot, at FROM oauth2_client_error e
              WHERE e.client_id = c.client_id AND e.proven = :proven
              ORDER BY at DESC LIMIT 1) latest ON true
            WHERE c.client_id = :client
              AND (latest.at IS NULL OR latest.at <= :at - interval '1 second')
            ON CONFLICT (client_id, proven, slot) DO UPDATE SET
              at = excluded.at, endpoint = excluded.endpoint, error = excluded.error,
              description = excluded.description
            """)
        .param("client", clientId)
        .param("proven", failure.proven())
        .param("at", failure.at().atOffset(ZoneOffset.UTC))
        .param("endpoint", failure.endpoint())
        .param("error", failure.error())
        .param("description", failure.description())
        .update();
  }

  /** Printable and short; PostgreSQL would refuse a NUL. */
  private static String cut(String text, int longest) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= longest ? clean : clean.substring(0, longest);
  }

  private record Ring(String clientId, boolean proven) {}
}
