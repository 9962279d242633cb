package vn.antin.auth.login.recoverycode;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.rootkey.RootKey;

/** Makes lists of codes and spends codes. */
@Repository
final class RecoveryCodes {
  static final int COUNT = 10;

  private static final int KEY_LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final InstantSource clock;

  RecoveryCodes(JdbcClient jdbc, RootKey rootKey, InstantSource clock) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /** What is left of a list. */
  record Left(int codes, Instant madeAt, @Nullable Instant lastUsed) {}

  Optional<Left> left(AccountId account) {
    return jdbc.sql(
            """
            SELECT s.made_at, count(*) FILTER (WHERE c.used_at IS NULL) AS codes,
                   max(c.used_at) AS last_used
            FROM recovery_code_set s JOIN recovery_code c ON c.account_id = s.account_id
            WHERE s.account_id = :account
            GROUP BY s.account_id
            """)
        .param("account", account.value())
        .query((row, number) -> {
          OffsetDateTime used = row.getObject("last_used", OffsetDateTime.class);
          return new Left(
              row.getInt("codes"),
              row.getObject("made_at", OffsetDateTime.class).toInstant(),
              used == null ? null : used.toInstant());
        })
        .optional();
  }

  /** A new list; the old one is void. Within the caller's transaction. */
  List<RecoveryCode> renew(AccountId account) {
    // Two lists made at once follow each other; the later one counts.
    jdbc.sql("SELECT id FROM account WHERE id = :account FOR UPDATE")
        .param("account", account.value())
        .query(UUID.class)
        .single();
    remove(account);
    byte[] key = new byte[KEY_LENGTH];
    RANDOM.nextBytes(key);
    jdbc.sql(
            """
            INSERT INTO recovery_code_set (account_id, key, made_at) VALUES (:account, :key, :now)
            """)
        .param("account", account.value())
        .param("key", rootKey.wrap(key, context(account)))
        .param("now", now())
        .update();
    List<RecoveryCode> codes =
        Stream.generate(RecoveryCode::random).distinct().limit(COUNT).toList();
    for (RecoveryCode code : codes) {
      jdbc.sql("INSERT INTO recovery_code (account_id, hash) VALUES (:account, :hash)")
          .param("account", account.value())
          .param("hash", code.hash(key))
          .update();
    }
    return codes;
  }

  boolean remove(AccountId account) {
    return jdbc.sql("DELETE FROM recovery_code_set WHERE account_id = :account")
            .param("account", account.value())
            .update()
        == 1;
  }

  /** Spends a code; false when it is none of the list or was spent before. */
  boolean spend(AccountId account, RecoveryCode code) {
    Optional<byte[]> key =
        jdbc.sql("SELECT key FROM recovery_code_set WHERE account_id = :account")
            .param("account", account.value())
            .query(byte[].class)
            .optional()
            .map(wrapped -> rootKey.unwrap(wrapped, context(account)));
    return key.isPresent()
        && jdbc.sql(
                """
                UPDATE recovery_code SET used_at = :now
                WHERE account_id = :account AND hash = :hash AND used_at IS NULL
                RETURNING used_at
                """)
            .param("now", now())
            .param("account", account.value())
            .param("hash", code.hash(key.get()))
            .query(OffsetDateTime.class)
            .optional()
            .isPresent();
  }

  private static String context(AccountId account) {
    return "recovery-codes:" + account;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
