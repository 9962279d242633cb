package vn.antin.auth.oauth2.registration;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code client_registration}. Joins the caller's transaction. */
@Repository
final class RegistrationTable {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  RegistrationTable(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How many have registered and were never used. */
  int unused() {
    return jdbc.sql("SELECT count(*) FROM client_registration WHERE used_at IS NULL")
        .query(Integer.class)
        .single();
  }

  void insert(String clientId, RegistrationToken token, @Nullable UUID initialToken) {
    jdbc.sql(
            """
            INSERT INTO client_registration (client_id, hash, initial_token, created_at)
            VALUES (:client, :hash, :initial, :now)
            """)
        .param("client", clientId)
        .param("hash", token.hash())
        .param("initial", initialToken, java.sql.Types.OTHER)
        .param("now", at(clock.instant()))
        .update();
  }

  /** When the client registered and whether it is switched on, if this is its token. */
  Optional<Managed> find(String clientId, RegistrationToken token) {
    return managed("", clientId, token);
  }

  /** The same; until the transaction ends nobody else changes the client. */
  Optional<Managed> lock(String clientId, RegistrationToken token) {
    return managed("FOR UPDATE OF c", clientId, token);
  }

  private Optional<Managed> managed(String lock, String clientId, RegistrationToken token) {
    return jdbc.sql(
            """
            SELECT r.created_at, c.enabled
            FROM client_registration r JOIN oauth2_client c USING (client_id)
            WHERE client_id = :client AND r.hash = :hash
            """
                + lock)
        .param("client", clientId)
        .param("hash", token.hash())
        .query((row, number) ->
            new Managed(
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("enabled")))
        .optional();
  }

  record Managed(Instant createdAt, boolean enabled) {}

  /** Notes the first use; later ones change nothing. */
  void used(String clientId) {
    jdbc.sql(
            """
            UPDATE client_registration SET used_at = :now
            WHERE client_id = :client AND used_at IS NULL
            """)
        .param("now", at(clock.instant()))
        .param("client", clientId)
        .update();
  }

  void delete(String clientId) {
    jdbc.sql("DELETE FROM oauth2_client WHERE client_id = :client AND kind = 'dynamic'")
        .param("client", clientId)
        .update();
  }

  /** Removes those that registered before then and were never used; gives their ids. */
  List<String> removeUnused(Instant before) {
    return jdbc.sql(
            """
            DELETE FROM oauth2_client c USING client_registration r
            WHERE c.client_id = r.client_id AND c.kind = 'dynamic'
              AND r.used_at IS NULL AND r.created_at < :before
            RETURNING c.client_id
            """)
        .param("before", at(before))
        .query((row, number) -> row.getString("client_id"))
        .list();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
