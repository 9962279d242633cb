package vn.antin.signing.idempotency;

import static java.time.ZoneOffset.UTC;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of calls with a key. */
final class CallRepository {
  /**
   * A call that came before.
   *
   * @param answer wrapped; null while there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Known(UUID id, byte[] fingerprint, byte @Nullable [] answer) {
    boolean asks(Call call) {
      return MessageDigest.isEqual(fingerprint, call.fingerprint());
    }
  }

  private final JdbcClient sql;

  CallRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** False when the key is known. */
  boolean begin(UUID id, Call call, Instant now, Instant lease, Instant expiry) {
    return sql.sql(
                """
                INSERT INTO idempotent_call (scope, id, fingerprint, lease_until, created_at,
                  expires_at)
                VALUES (:scope, :id, :fingerprint, :lease, :now, :expiry)
                ON CONFLICT (scope) DO UPDATE SET id = excluded.id,
                  fingerprint = excluded.fingerprint, lease_until = excluded.lease_until,
                  created_at = excluded.created_at, expires_at = excluded.expires_at, answer = NULL
                WHERE idempotent_call.expires_at <= :now
                """)
            .param("scope", call.scope())
            .param("id", id)
            .param("fingerprint", call.fingerprint())
            .param("lease", lease.atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .param("expiry", expiry.atOffset(UTC))
            .update()
        == 1;
  }

  Optional<Known> find(Call call) {
    return sql.sql(
            """
            SELECT id, fingerprint, answer FROM idempotent_call WHERE scope = :scope
            """)
        .param("scope", call.scope())
        .query((row, _) ->
            new Known(
                row.getObject("id", UUID.class),
                row.getBytes("fingerprint"),
                row.getBytes("answer")))
        .optional();
  }

  /** Takes over what nobody is at any more; one caller gets it. */
  boolean takeOver(UUID id, Instant now, Instant lease) {
    return sql.sql(
                """
                UPDATE idempotent_call SET lease_until = :lease
                WHERE id = :id AND answer IS NULL AND lease_until <= :now
                """)
            .param("lease", lease.atOffset(UTC))
            .param("id", id)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** The first answer stays. */
  boolean answered(UUID id, byte[] answer) {
    return sql.sql("UPDATE idempotent_call SET answer = :answer WHERE id = :id AND answer IS NULL")
            .param("answer", answer)
            .param("id", id)
            .update()
        == 1;
  }

  /** The next call with the key goes on. */
  void open(UUID id, Instant now) {
    sql.sql("UPDATE idempotent_call SET lease_until = :now WHERE id = :id AND answer IS NULL")
        .param("now", now.atOffset(UTC))
        .param("id", id)
        .update();
  }

  void forgetOld(Instant now) {
    sql.sql("DELETE FROM idempotent_call WHERE expires_at <= :now")
        .param("now", now.atOffset(UTC))
        .update();
  }
}
