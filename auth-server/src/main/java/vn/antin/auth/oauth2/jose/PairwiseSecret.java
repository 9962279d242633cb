package vn.antin.auth.oauth2.jose;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.rootkey.RootKey;

/**
 * The one secret of pairwise subjects, made when first needed, the same on all nodes for ever. It
 * is not derived from the root key, which can be replaced.
 */
@Repository
final class PairwiseSecret {
  private static final String CONTEXT = "pairwise-secret";
  private static final int LENGTH = 32;

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final InstantSource clock;
  private final AtomicReference<byte @Nullable []> known = new AtomicReference<>();

  PairwiseSecret(JdbcClient jdbc, RootKey rootKey, InstantSource clock) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  byte[] value() {
    byte[] remembered = known.get();
    if (remembered != null) {
      return remembered;
    }
    byte[] made = new byte[LENGTH];
    new SecureRandom().nextBytes(made);
    jdbc.sql(
            """
            INSERT INTO pairwise_secret (secret, created_at) VALUES (:secret, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("secret", rootKey.wrap(made, CONTEXT))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    byte[] kept =
        rootKey.unwrap(
            jdbc.sql("SELECT secret FROM pairwise_secret").query(byte[].class).single(), CONTEXT);
    known.set(kept);
    return kept;
  }
}
