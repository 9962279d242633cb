package vn.antin.auth.login.passkey;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import vn.antin.auth.account.AccountId;

/** The registered passkeys. */
@Repository
final class Passkeys {
  private static final String SELECT =
      """
      SELECT id, account_id, label, counter, synced, backed_up, created_at, last_used_at, copied_at,
             attested
      FROM passkey
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Passkeys(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  List<Passkey> of(AccountId account) {
    return jdbc
        .sql(SELECT + "WHERE account_id = :account ORDER BY created_at, id")
        .param("account", account.value())
        .query(Passkeys::stored)
        .list()
        .stream()
        .map(StoredKey::passkey)
        .toList();
  }

  /** Whether the official has one that still opens the door. */
  boolean anyOf(AccountId account) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM passkey WHERE account_id = :account AND copied_at IS NULL)
            """)
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  /** Their credential ids, so that an authenticator does not register a second time. */
  List<byte[]> credentialIds(AccountId account) {
    return jdbc.sql("SELECT credential_id FROM passkey WHERE account_id = :account")
        .param("account", account.value())
        .query((row, number) -> row.getBytes("credential_id"))
        .list();
  }

  Optional<StoredKey> find(byte[] credentialId) {
    return jdbc.sql(SELECT + "WHERE credential_id = :credential")
        .param("credential", credentialId)
        .query(Passkeys::stored)
        .optional();
  }

  /** Adds one; empty when its credential id is known already or the account has enough. */
  Optional<UUID> add(AccountId account, byte[] credentialId, NewKey key, int most) {
    return jdbc.sql(
            """
            INSERT INTO passkey (account_id, credential_id, attested, label, counter, synced,
              backed_up, transports, created_at)
            SELECT :account, :credential, :attested, :label, :counter, :synced, :backedUp,
              :transports, :now
            WHERE (SELECT count(*) FROM passkey WHERE account_id = :account) < :most
            ON CONFLICT (credential_id) DO NOTHING
            RETURNING id
            """)
        .param("account", account.value())
        .param("credential", credentialId)
        .param("attested", key.attested())
        .param("label", key.label())
        .param("counter", key.counter())
        .param("synced", key.synced())
        .param("backedUp", key.backedUp())
        .param("transports", key.transports().toArray(String[]::new))
        .param("now", now())
        .param("most", most)
        .query(UUID.class)
        .optional();
  }

  /**
   * Takes note of a use; false when the passkey is gone, closed, or has counted this far already:
   * of two uses at once with one count, one is a copy's.
   */
  boolean used(UUID id, long counter, boolean backedUp) {
    return jdbc.sql(
            """
            UPDATE passkey SET counter = :counter, backed_up = :backedUp, last_used_at = :now
            WHERE id = :id AND copied_at IS NULL
              AND (counter < :counter OR (counter = 0 AND :counter = 0))
            RETURNING id
            """)
        .param("counter", counter)
        .param("backedUp", backedUp)
        .param("now", now())
        .param("id", id)
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** Closes a passkey of which a copy is about; false when it was closed before. */
  boolean close(UUID id) {
    return jdbc.sql("UPDATE passkey SET copied_at = :now WHERE id = :id AND copied_at IS NULL")
            .param("now", now())
            .param("id", id)
            .update()
        == 1;
  }

  boolean rename(AccountId account, UUID id, String label) {
    return jdbc.sql("UPDATE passkey SET label = :label WHERE id = :id AND account_id = :account")
            .param("label", label)
            .param("id", id)
            .param("account", account.value())
            .update()
        == 1;
  }

  /** Removes one; gives what it was, as its authenticator encoded it. */
  Optional<byte[]> remove(AccountId account, UUID id) {
    return jdbc.sql(
            "DELETE FROM passkey WHERE id = :id AND account_id = :account RETURNING attested")
        .param("id", id)
        .param("account", account.value())
        .query(byte[].class)
        .optional();
  }

  /** What is stored of a new passkey. */
  @SuppressWarnings("ArrayRecordComponent") // handed on to the database, never compared
  record NewKey(
      byte[] attested,
      String label,
      long counter,
      boolean synced,
      boolean backedUp,
      List<String> transports) {}

  private static StoredKey stored(ResultSet row, int number) throws SQLException {
    return new StoredKey(
        new Passkey(
            row.getObject("id", UUID.class),
            new AccountId(row.getObject("account_id", UUID.class)),
            row.getString("label"),
            row.getLong("counter"),
            row.getBoolean("synced"),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            instant(row.getObject("last_used_at", OffsetDateTime.class)),
            instant(row.getObject("copied_at", OffsetDateTime.class))),
        row.getBytes("attested"),
        row.getBoolean("backed_up"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
