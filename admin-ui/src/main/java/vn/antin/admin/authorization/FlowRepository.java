package vn.antin.admin.authorization;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.admin.installation.Wrapped;

/** Rows of flows under way, found by the hash of their state. */
@Repository
class FlowRepository {
  static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int UNFINISHED_PER_ADDRESS = 2000;

  private final JdbcClient jdbc;

  FlowRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False when this address has too many unfinished flows of that kind. */
  boolean insert(
      byte[] stateHash,
      byte[] browserHash,
      Purpose purpose,
      Flow flow,
      String address,
      Instant now) {
    return jdbc.sql(
                """
                INSERT INTO authorization_flow (state_hash, browser_hash, purpose, nonce,
                  code_verifier, target, address, expires_at)
                SELECT :state, :browser, :purpose, :nonce, :verifier, :target, :address, :expires
                WHERE (SELECT count(*) FROM (
                         SELECT 1 FROM authorization_flow
                         WHERE address = :address AND used_at IS NULL
                         LIMIT :most) unfinished) < :most
                """)
            .param("state", stateHash)
            .param("browser", browserHash)
            .param("purpose", purpose.key())
            .param("nonce", flow.nonce())
            .param("verifier", flow.verifier().blob())
            .param("target", flow.target())
            .param("address", address)
            .param("expires", now.plus(LIFETIME).atOffset(ZoneOffset.UTC))
            .param("most", UNFINISHED_PER_ADDRESS)
            .update()
        == 1;
  }

  /** The flow, which nobody can take again. */
  Optional<Flow> consume(byte[] stateHash, byte[] browserHash, Purpose purpose, Instant now) {
    return jdbc.sql(
            """
            UPDATE authorization_flow SET used_at = :now
            WHERE state_hash = :state AND browser_hash = :browser AND purpose = :purpose
              AND used_at IS NULL AND expires_at > :now
            RETURNING nonce, code_verifier, target
            """)
        .param("state", stateHash)
        .param("browser", browserHash)
        .param("purpose", purpose.key())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, n) ->
            new Flow(
                row.getString("nonce"),
                new Wrapped(row.getBytes("code_verifier")),
                row.getString("target")))
        .optional();
  }

  /** Where a flow that this browser used before was leading. */
  Optional<String> usedTarget(byte[] stateHash, byte[] browserHash, Purpose purpose) {
    return jdbc.sql(
            """
            SELECT target FROM authorization_flow
            WHERE state_hash = :state AND browser_hash = :browser AND purpose = :purpose
              AND used_at IS NOT NULL
            """)
        .param("state", stateHash)
        .param("browser", browserHash)
        .param("purpose", purpose.key())
        .query(String.class)
        .optional();
  }

  void deleteExpired(Instant now) {
    jdbc.sql("DELETE FROM authorization_flow WHERE expires_at < :now")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }
}
