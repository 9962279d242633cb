package vn.antin.signing.csc;

import static java.time.ZoneOffset.UTC;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;

/**
 * Tokens that {@code auth/revoke} has ended, by their hashes. auth-server revokes what its own
 * address is told (RFC 7009); this is the list of what is not taken here any more. Thread-safe.
 */
final class EndedTokens {
  private final JdbcClient sql;
  private final InstantSource time;

  EndedTokens(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  boolean has(String token) {
    return sql.sql("SELECT count(*) FROM csc_ended_token WHERE token_sha256 = :hash")
            .param("hash", named(token))
            .query(Long.class)
            .single()
        > 0;
  }

  /** Ends a token; it is remembered until it would have ended by itself. */
  void end(String token, Instant until) {
    sql.sql("DELETE FROM csc_ended_token WHERE until < :now")
        .param("now", time.instant().atOffset(UTC))
        .update();
    sql.sql(
            """
            INSERT INTO csc_ended_token (token_sha256, until) VALUES (:hash, :until)
            ON CONFLICT DO NOTHING
            """)
        .param("hash", named(token))
        .param("until", until.atOffset(UTC))
        .update();
  }

  /**
   * A JWT without its signature: of the last character of that some bits count for nothing (RFC
   * 4648 §3.5), so that one signature can be written in several ways.
   */
  private static byte[] named(String token) {
    var signed = token.lastIndexOf('.');
    return hash(signed < 0 ? token : token.substring(0, signed));
  }

  static byte[] hash(String secret) {
    return Certificates.sha256(secret.getBytes(StandardCharsets.UTF_8));
  }
}
