package vn.antin.auth.oauth2.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.web.ClientAddress;

/** How many registrations a network address may send: a leaky bucket that all nodes share. */
@Repository
final class RegistrationRate {
  private final JdbcClient jdbc;
  private final RegistrationProperties limits;
  private final InstantSource clock;

  RegistrationRate(JdbcClient jdbc, RegistrationProperties limits, InstantSource clock) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.clock = clock;
  }

  /** Counts a request; how long to wait when it was one too many, else zero. */
  Duration count(ClientAddress address) {
    Instant now = clock.instant();
    long drop = limits.addressWindow().toMillis() / limits.perAddress();
    OffsetDateTime empty =
        jdbc.sql(
                """
                INSERT INTO client_registration_rate AS bucket (network, empty_at)
                VALUES (:network, :now + :drop * INTERVAL '1 millisecond')
                ON CONFLICT (network) DO UPDATE SET empty_at = least(
                  greatest(bucket.empty_at, :now) + :drop * INTERVAL '1 millisecond', :fullest)
                RETURNING empty_at
                """)
            .param("network", Digest.sha256(address.network()))
            .param("now", at(now))
            .param("drop", drop)
            // More than that would punish for longer than the window.
            .param("fullest", at(now.plus(limits.addressWindow()).plusMillis(drop)))
            .query(OffsetDateTime.class)
            .single();
    Duration wait = Duration.between(now.plus(limits.addressWindow()), empty.toInstant());
    return wait.isPositive() ? wait : Duration.ZERO;
  }

  int removeEmpty() {
    return jdbc.sql("DELETE FROM client_registration_rate WHERE empty_at <= :now")
        .param("now", at(clock.instant()))
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
