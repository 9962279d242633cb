package vn.antin.auth.oauth2.assertion;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vn.antin.auth.digest.Digest;

/** Remembers JWTs that may be used once, for all nodes, until they expire. */
@Repository
public final class SeenJwts {
  /** Longer {@code jti}s are not accepted. */
  public static final int LONGEST_ID = 255;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  SeenJwts(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whether this is the first use of the JWT that its issuer calls so. */
  public boolean firstUse(String purpose, String issuer, String jti, Instant forgetAt) {
    return jdbc.sql(
                """
                INSERT INTO seen_jwt (purpose, issuer, jti_hash, expires_at)
                VALUES (:purpose, :issuer, :jti, :expires)
                ON CONFLICT DO NOTHING
                """)
            .param("purpose", purpose)
            .param("issuer", issuer)
            .param("jti", Digest.sha256(jti))
            .param("expires", forgetAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  @Scheduled(initialDelayString = "6m", fixedDelayString = "10m")
  void forget() {
    jdbc.sql("DELETE FROM seen_jwt WHERE expires_at < :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
