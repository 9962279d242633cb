package vn.antin.signing.bind;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers, for all nodes, the proofs that could be taken a second time. Thread-safe. */
final class ProofMemory {
  /** Clocks of nodes may differ by this much. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final JdbcClient sql;
  private final InstantSource time;

  ProofMemory(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /**
   * True for the first who presents this proof; of any number of parallel calls one at most.
   *
   * @param until when the proof has become too old
   */
  boolean firstUse(DpopProof proof, Instant until) {
    return sql.sql(
                """
                INSERT INTO dpop_proof (hash, expires_at) VALUES (:hash, :until)
                ON CONFLICT DO NOTHING
                """)
            .param("hash", Digests.sha256(proof.thumbprint() + "." + proof.id()))
            .param("until", until.plus(MARGIN).atOffset(UTC))
            .update()
        == 1;
  }

  void forgetExpired() {
    sql.sql("DELETE FROM dpop_proof WHERE expires_at < :now")
        .param("now", time.instant().atOffset(UTC))
        .update();
  }
}
