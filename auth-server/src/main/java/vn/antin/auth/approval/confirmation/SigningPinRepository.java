package vn.antin.auth.approval.confirmation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** Rows of {@code signing_pin}. */
@Repository
class SigningPinRepository {
  private final JdbcClient jdbc;

  SigningPinRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts an attempt; empty when the PIN is locked or there is none. */
  Optional<Charged> charge(AccountId account, Instant now, int limit, Duration lock) {
    return jdbc.sql(
            """
            UPDATE signing_pin
            SET attempts = CASE WHEN locked_until IS NULL THEN attempts + 1 ELSE 1 END,
                locked_until = CASE
                  WHEN locked_until IS NULL AND attempts + 1 >= :limit THEN :lockedUntil::timestamptz
                END
            WHERE account_id = :account AND (locked_until IS NULL OR locked_until <= :now)
            RETURNING hash, attempts
            """)
        .param("account", account.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .param("lockedUntil", now.plus(lock).atOffset(ZoneOffset.UTC))
        .query((row, i) -> new Charged(row.getString(1), row.getInt(2)))
        .optional();
  }

  void reset(AccountId account) {
    jdbc.sql("UPDATE signing_pin SET attempts = 0, locked_until = NULL WHERE account_id = :account")
        .param("account", account.value())
        .update();
  }

  /** Takes back an attempt that was charged but never compared. */
  void refund(AccountId account) {
    jdbc.sql(
            """
            UPDATE signing_pin SET attempts = greatest(attempts - 1, 0), locked_until = NULL
            WHERE account_id = :account
            """)
        .param("account", account.value())
        .update();
  }

  Optional<Instant> lockedUntil(AccountId account, Instant now) {
    return jdbc.sql(
            """
            SELECT locked_until FROM signing_pin
            WHERE account_id = :account AND locked_until > :now
            """)
        .param("account", account.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, i) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  boolean exists(AccountId account) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM signing_pin WHERE account_id = :account)")
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  void set(AccountId account, String hash, Instant now) {
    jdbc.sql(
            """
            INSERT INTO signing_pin (account_id, hash, set_at) VALUES (:account, :hash, :now)
            ON CONFLICT (account_id) DO UPDATE
            SET hash = excluded.hash, set_at = excluded.set_at, attempts = 0, locked_until = NULL
            """)
        .param("account", account.value())
        .param("hash", hash)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** False when there was none. */
  boolean remove(AccountId account) {
    return jdbc.sql("DELETE FROM signing_pin WHERE account_id = :account")
            .param("account", account.value())
            .update()
        == 1;
  }

  record Charged(String hash, int attempts) {}
}
