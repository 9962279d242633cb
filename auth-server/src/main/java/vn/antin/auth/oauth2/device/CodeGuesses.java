package vn.antin.auth.oauth2.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.web.ClientAddress;

/**
 * Leaky buckets of wrong user codes, shared by all nodes. A code is counted before it is looked up,
 * by one statement, so parallel guesses gain nothing; a right one takes its count back.
 */
@Repository
final class CodeGuesses {
  private final JdbcClient jdbc;
  private final DeviceProperties limits;
  private final InstantSource clock;

  CodeGuesses(JdbcClient jdbc, DeviceProperties limits, InstantSource clock) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.clock = clock;
  }

  /** Counts a code; says how long to wait before it may be looked up, zero for not at all. */
  Duration attempt(AccountId account, ClientAddress address) {
    Instant now = clock.instant();
    List<Instant> empty = new ArrayList<>();
    // A bucket never takes more than one drop above its size: who waits is let in again.
    jdbc.sql(
            """
            INSERT INTO device_guess AS bucket (kind, subject, empty_at)
            VALUES ('account', :account, :now + :accountDrop * INTERVAL '1 millisecond'),
                   ('address', :address, :now + :addressDrop * INTERVAL '1 millisecond')
            ON CONFLICT (kind, subject) DO UPDATE SET empty_at = least(
              greatest(bucket.empty_at, :now) + (excluded.empty_at - :now),
              excluded.empty_at + :window * INTERVAL '1 millisecond')
            RETURNING empty_at
            """)
        .param("account", Digest.sha256(account.toString()))
        .param("address", Digest.sha256(address.network()))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("accountDrop", drop(limits.guessesPerAccount()))
        .param("addressDrop", drop(limits.guessesPerAddress()))
        .param("window", limits.guessWindow().toMillis())
        .query(row -> {
          empty.add(row.getObject("empty_at", OffsetDateTime.class).toInstant());
        });
    return empty.stream()
        .map(at -> Duration.between(now, at).minus(limits.guessWindow()))
        // The database keeps microseconds.
        .filter(wait -> wait.compareTo(Duration.ofMillis(1)) > 0)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Takes back the count of a right code. */
  void takeBack(AccountId account, ClientAddress address) {
    jdbc.sql(
            """
            UPDATE device_guess SET empty_at = empty_at
              - CASE kind WHEN 'account' THEN :accountDrop ELSE :addressDrop END
                * INTERVAL '1 millisecond'
            WHERE (kind, subject) IN (('account', :account), ('address', :address))
            """)
        .param("accountDrop", drop(limits.guessesPerAccount()))
        .param("addressDrop", drop(limits.guessesPerAddress()))
        .param("account", Digest.sha256(account.toString()))
        .param("address", Digest.sha256(address.network()))
        .update();
  }

  @Scheduled(initialDelayString = "4m", fixedDelayString = "10m")
  void forget() {
    jdbc.sql("DELETE FROM device_guess WHERE empty_at < :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private double drop(int size) {
    return (double) limits.guessWindow().toMillis() / size;
  }
}
