package vn.antin.auth.login.passkey;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Challenges given out. Each holder, a login in progress or a session, has one at a time; asking
 * again voids the one before.
 */
@Repository
final class Challenges {
  static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LENGTH = 32;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Challenges(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A new challenge for this holder. */
  byte[] give(Holder holder) {
    byte[] challenge = new byte[LENGTH];
    RANDOM.nextBytes(challenge);
    jdbc.sql(
            """
            INSERT INTO passkey_challenge (purpose, holder, challenge, expires_at)
            VALUES (:purpose, :holder, :challenge, :expires)
            ON CONFLICT (purpose, holder) DO UPDATE
            SET challenge = excluded.challenge, expires_at = excluded.expires_at
            """)
        .param("purpose", holder.purpose())
        .param("holder", holder.id())
        .param("challenge", challenge)
        .param("expires", now().plus(LIFETIME))
        .update();
    return challenge;
  }

  /** Spends a challenge; false when it is not this holder's, was spent or has run out. */
  boolean spend(Holder holder, byte[] challenge) {
    return jdbc.sql(
            """
            DELETE FROM passkey_challenge
            WHERE purpose = :purpose AND holder = :holder AND challenge = :challenge
              AND expires_at > :now
            RETURNING holder
            """)
        .param("purpose", holder.purpose())
        .param("holder", holder.id())
        .param("challenge", challenge)
        .param("now", now())
        .query(String.class)
        .optional()
        .isPresent();
  }

  @Scheduled(initialDelayString = "1m", fixedDelayString = "5m")
  void clean() {
    jdbc.sql("DELETE FROM passkey_challenge WHERE expires_at < :now").param("now", now()).update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
