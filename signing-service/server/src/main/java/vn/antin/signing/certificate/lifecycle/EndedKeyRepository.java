package vn.antin.signing.certificate.lifecycle;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;

/** Credentials whose keys nothing may use any more. Every method joins the caller's transaction. */
final class EndedKeyRepository {
  /**
   * A credential whose key is to be destroyed now.
   *
   * @param revoked otherwise it never came to be
   * @param attempts with this one
   */
  record Ended(CredentialId id, boolean revoked, int attempts) {}

  private final JdbcClient sql;

  EndedKeyRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Takes what is due; nobody else does before a pause that doubles from half a minute to six
   * hours.
   */
  List<Ended> take(Instant now, Duration grace, int mostAttempts, int limit) {
    return sql.sql(
            """
            UPDATE credential SET key_attempts = key_attempts + 1,
              key_not_before = :now::timestamptz
                + least(interval '30 seconds' * power(2, least(key_attempts, 20)),
                  interval '6 hours')
            WHERE id IN (
              SELECT id FROM credential
              WHERE state IN ('revoked', 'failed') AND source <> 'usb-token'
                AND key_destroyed_at IS NULL AND key_attempts < :most
                AND (key_not_before IS NULL OR key_not_before <= :now)
                AND ((state = 'revoked' AND changed_at <= :revokedBefore)
                  OR (state = 'failed' AND created_at <= :madeBefore))
              ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING id, state, key_attempts
            """)
        .param("now", now.atOffset(UTC))
        .param("most", mostAttempts)
        .param("revokedBefore", now.minus(grace).atOffset(UTC))
        .param("madeBefore", now.minus(Credentials.LONGEST_ISSUING).atOffset(UTC))
        .param("limit", limit)
        .query((row, _) ->
            new Ended(
                new CredentialId(row.getObject(1, UUID.class)),
                "revoked".equals(row.getString(2)),
                row.getInt(3)))
        .list();
  }

  /** False when another node was faster. */
  boolean destroyed(CredentialId id, Instant now) {
    return sql.sql(
                """
                UPDATE credential SET key_destroyed_at = :now
                WHERE id = :id AND key_destroyed_at IS NULL AND state IN ('revoked', 'failed')
                """)
            .param("now", now.atOffset(UTC))
            .param("id", id.value())
            .update()
        == 1;
  }
}
