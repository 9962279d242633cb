package vn.antin.auth.oauth2.bind;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vn.antin.auth.digest.Digest;

/** Remembers, for all nodes, the proofs that could be taken a second time. */
@Repository
final class ProofMemory {
  /** Clocks of nodes may differ by this much. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  ProofMemory(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * True for the first who presents this proof; of any number of parallel calls one at most.
   *
   * @param until when the proof has become too old
   */
  boolean firstUse(DpopProof proof, Instant until) {
    return jdbc.sql(
                """
                INSERT INTO dpop_proof (hash, expires_at) VALUES (:hash, :until)
                ON CONFLICT DO NOTHING
                """)
            .param("hash", hash(proof))
            .param("until", until.plus(MARGIN).atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** One node at a time suffices. */
  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
  void forgetExpired() {
    jdbc.sql(
            """
            DELETE FROM dpop_proof
            WHERE expires_at < :now AND (SELECT pg_try_advisory_xact_lock(hashtext('dpop_proof')))
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static byte[] hash(DpopProof proof) {
    return Digest.sha256(proof.thumbprint() + "." + proof.id());
  }
}
