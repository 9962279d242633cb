package vn.antin.signing.document;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.problem.Problem;

/**
 * How much one system may have stored, signed versions and its officials' documents included. Asked
 * of the database every ten seconds at most; in between, each node adds what it takes itself, so
 * several nodes may together take a little more. Thread-safe.
 */
final class Quota {
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int MOST_SYSTEMS = 10_000;

  private record Use(long bytes, long documents, Instant readAt) {
    Use with(long more) {
      return new Use(bytes + more, documents + 1, readAt);
    }
  }

  private final JdbcClient sql;
  private final long bytes;
  private final long documents;
  private final InstantSource time;
  private final Map<String, Use> uses = new ConcurrentHashMap<>();

  Quota(JdbcClient sql, DocumentProperties properties, InstantSource time) {
    this.sql = sql;
    this.bytes = properties.quota().toBytes();
    this.documents = properties.quotaDocuments();
    this.time = time;
  }

  /**
   * Before a document is read.
   *
   * @param size as announced; negative when it was not
   * @throws vn.antin.signing.problem.SigningException STORAGE_FULL or TOO_MANY_DOCUMENTS, with what
   *     is used and what is allowed
   */
  void check(Owner owner, long size) {
    var use = use(owner.clientId());
    if (use.bytes() + Math.max(0, size) > bytes) {
      throw Problem.STORAGE_FULL
          .because("the system has stored " + use.bytes() + " of " + bytes + " bytes")
          .showing("used", use.bytes())
          .showing("allowed", bytes);
    }
    if (use.documents() >= documents) {
      throw Problem.TOO_MANY_DOCUMENTS
          .because("the system has stored " + use.documents() + " of " + documents)
          .showing("used", use.documents())
          .showing("allowed", documents);
    }
  }

  void taken(Owner owner, long size) {
    uses.computeIfPresent(owner.clientId(), (_, use) -> use.with(size));
  }

  private Use use(String client) {
    var now = time.instant();
    var known = uses.get(client);
    if (known != null && known.readAt().plus(FRESH).isAfter(now)) {
      return known;
    }
    if (uses.size() >= MOST_SYSTEMS) {
      uses.clear();
    }
    var read =
        sql.sql(
                """
                SELECT coalesce(sum(size), 0), count(*) FROM document
                WHERE client_id = :client AND state = 'ready' AND expires_at > :now
                """)
            .param("client", client)
            .param("now", now.atOffset(UTC))
            .query((row, _) -> new Use(row.getLong(1), row.getLong(2), now))
            .single();
    uses.put(client, read);
    return read;
  }
}
