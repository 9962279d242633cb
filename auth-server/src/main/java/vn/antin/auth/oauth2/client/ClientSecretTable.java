package vn.antin.auth.oauth2.client;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.rootkey.RootKey;

/** The rows of {@code oauth2_client_secret}. */
@Repository
final class ClientSecretTable {
  private final JdbcClient jdbc;
  private final RootKey rootKey;

  ClientSecretTable(JdbcClient jdbc, RootKey rootKey) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
  }

  /** All of the client's secrets, the newest first, whether in force or not. */
  List<ClientSecret> of(String clientId) {
    return rows(clientId).stream().map(Row::secret).toList();
  }

  /** The same for people to see. */
  List<ClientSecrets.State> states(String clientId) {
    return rows(clientId).stream()
        .map(row ->
            new ClientSecrets.State(row.createdAt(), row.lastUsedAt(), row.secret().expiresAt()))
        .toList();
  }

  /** Writes down a use, unless a later one of this hour is there. */
  void used(String clientId, SecretDigest digest, Instant now) {
    rows(clientId).stream()
        .filter(row -> row.secret().digest().matches(digest))
        .forEach(row ->
            jdbc.sql(
                    """
                    UPDATE oauth2_client_secret SET last_used_at = :now
                    WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :now)
                    """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", row.id())
                .update());
  }

  /** Makes these the client's secrets; one that it has already keeps its row. */
  void put(String clientId, List<ClientSecret> wanted, Instant now) {
    List<Row> kept = rows(clientId);
    kept.stream()
        .filter(row -> !wanted.contains(row.secret()))
        .forEach(row ->
            jdbc.sql("DELETE FROM oauth2_client_secret WHERE id = :id")
                .param("id", row.id())
                .update());
    wanted.stream()
        .filter(secret -> kept.stream().noneMatch(row -> row.secret().equals(secret)))
        .forEach(secret -> insert(clientId, secret, former(kept, secret), now));
  }

  /** A secret that only got an end was made and used before. */
  private static Optional<Row> former(List<Row> kept, ClientSecret secret) {
    return kept.stream().filter(row -> row.secret().digest().equals(secret.digest())).findFirst();
  }

  private void insert(String clientId, ClientSecret secret, Optional<Row> former, Instant now) {
    Instant createdAt = former.map(Row::createdAt).orElse(now);
    Instant lastUsedAt = former.map(Row::lastUsedAt).orElse(null);
    ReadableSecret readable = secret.readable();
    Instant end = secret.expiresAt();
    jdbc.sql(
            """
            INSERT INTO oauth2_client_secret
              (client_id, digest, readable, created_at, expires_at, last_used_at)
            VALUES (:client, :digest, :readable, :created, :expires, :used)
            """)
        .param("client", clientId)
        .param("digest", rootKey.wrap(secret.digest().reveal(), digestContext(clientId)))
        .param(
            "readable",
            readable == null
                ? null
                : rootKey.wrap(
                    readable.reveal().getBytes(StandardCharsets.UTF_8), readableContext(clientId)))
        .param("created", createdAt.atOffset(ZoneOffset.UTC))
        .param("expires", end == null ? null : end.atOffset(ZoneOffset.UTC))
        .param("used", lastUsedAt == null ? null : lastUsedAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  private List<Row> rows(String clientId) {
    return jdbc.sql(
            """
            SELECT id, client_id, digest, readable, created_at, expires_at, last_used_at
            FROM oauth2_client_secret WHERE client_id = :client
            ORDER BY created_at DESC, id
            """)
        .param("client", clientId)
        .query(this::row)
        .list();
  }

  private Row row(ResultSet row, int number) throws SQLException {
    String clientId = row.getString("client_id");
    OffsetDateTime end = row.getObject("expires_at", OffsetDateTime.class);
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    return new Row(
        row.getObject("id", UUID.class),
        new ClientSecret(
            SecretDigest.stored(rootKey.unwrap(row.getBytes("digest"), digestContext(clientId))),
            readable(clientId, row.getBytes("readable")),
            end == null ? null : end.toInstant()),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        used == null ? null : used.toInstant());
  }

  private @Nullable ReadableSecret readable(String clientId, byte @Nullable [] wrapped) {
    return wrapped == null
        ? null
        : new ReadableSecret(
            new String(rootKey.unwrap(wrapped, readableContext(clientId)), StandardCharsets.UTF_8));
  }

  private static String digestContext(String clientId) {
    return "oauth2-client-secret:" + clientId;
  }

  private static String readableContext(String clientId) {
    return "oauth2-client-secret-readable:" + clientId;
  }

  private record Row(
      UUID id, ClientSecret secret, Instant createdAt, @Nullable Instant lastUsedAt) {}
}
