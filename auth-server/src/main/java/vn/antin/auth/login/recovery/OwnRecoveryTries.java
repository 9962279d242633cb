package vn.antin.auth.login.recovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Username;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.web.ClientAddress;

/**
 * Counts who asks for recoveries, per network, shared by nodes. Names that nobody has are counted
 * like all others.
 */
@Repository
class OwnRecoveryTries {
  private static final Duration COUNTED = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final RecoveryProperties limits;
  private final InstantSource clock;

  OwnRecoveryTries(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      RecoveryProperties limits,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.limits = limits;
    this.clock = clock;
  }

  /** Counts a try; false when there were too many from there, for this name or altogether. */
  boolean attempt(Username name, ClientAddress address) {
    byte[] network = Digest.sha256(address.network());
    byte[] typed = Digest.sha256(name.value());
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          // Two tries at once do not both find room for the last one.
          jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:network, 113))")
              .param("network", address.network())
              .query(row -> {});
          boolean room =
              jdbc.sql(
                      """
                      SELECT count(*) < :perAddress
                        AND count(*) FILTER (WHERE name = :name) < :perName
                      FROM own_recovery_try WHERE network = :network AND at > :since
                      """)
                  .param("perAddress", limits.perAddress())
                  .param("perName", limits.perName())
                  .param("name", typed)
                  .param("network", network)
                  .param("since", at(clock.instant().minus(COUNTED)))
                  .query(Boolean.class)
                  .single();
          if (room) {
            jdbc.sql(
                    """
                    INSERT INTO own_recovery_try (network, name, at) VALUES (:network, :name, :now)
                    """)
                .param("network", network)
                .param("name", typed)
                .param("now", at(clock.instant()))
                .update();
          }
          return room;
        }));
  }

  /** Forgets what is not counted any more; harmless on several nodes at once. */
  @Scheduled(initialDelayString = "4m", fixedDelayString = "10m")
  void clean() {
    jdbc.sql("DELETE FROM own_recovery_try WHERE at < :before")
        .param("before", at(clock.instant().minus(COUNTED)))
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
