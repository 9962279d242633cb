package vn.antin.auth.login.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.Username;
import vn.antin.auth.web.ClientAddress;

/**
 * Leaky buckets of failed attempts, shared by all nodes. An attempt is counted before its password
 * is looked at, by one statement, so parallel guesses gain nothing; a right password takes its
 * count back.
 */
@Repository
final class Throttle {
  private final JdbcClient jdbc;
  private final ThrottleProperties limits;
  private final InstantSource clock;

  Throttle(JdbcClient jdbc, ThrottleProperties limits, InstantSource clock) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * How full the buckets are with this attempt in them.
   *
   * @param delay until both have room again; zero while they have
   * @param full whether one holds twice what fits, so that no password is looked at any more
   */
  record Count(Duration delay, boolean full) {
    boolean throttled() {
      return !delay.isZero();
    }
  }

  /** Counts an attempt. */
  Count attempt(Username name, ClientAddress address) {
    Instant now = clock.instant();
    Map<String, Instant> empty = new HashMap<>();
    jdbc.sql(
            """
            INSERT INTO login_throttle AS bucket (kind, subject, empty_at)
            VALUES ('name', :name, :now + :nameDrop * INTERVAL '1 millisecond'),
                   ('address', :address, :now + :addressDrop * INTERVAL '1 millisecond')
            ON CONFLICT (kind, subject) DO UPDATE SET empty_at = least(
              greatest(bucket.empty_at, :now) + (excluded.empty_at - :now),
              :now + (excluded.empty_at - :now)
                * (2 * CASE excluded.kind WHEN 'name' THEN :nameSize ELSE :addressSize END))
            RETURNING kind, empty_at
            """)
        .params(parameters(name, address, now))
        .query(row -> {
          empty.put(
              row.getString("kind"), row.getObject("empty_at", OffsetDateTime.class).toInstant());
        });
    Duration byName = Duration.between(now, empty.getOrDefault("name", now));
    Duration byAddress = Duration.between(now, empty.getOrDefault("address", now));
    Duration wait =
        longer(byName.minus(limits.nameWindow()), byAddress.minus(limits.addressWindow()));
    // The database keeps microseconds.
    Duration almost = Duration.ofMillis(1);
    return new Count(
        wait.isPositive() ? wait : Duration.ZERO,
        byName.plus(almost).compareTo(limits.nameWindow().multipliedBy(2)) >= 0
            || byAddress.plus(almost).compareTo(limits.addressWindow().multipliedBy(2)) >= 0);
  }

  /** Takes back the count of an attempt with the right password. */
  void takeBack(Username name, ClientAddress address) {
    jdbc.sql(
            """
            UPDATE login_throttle SET empty_at = empty_at
              - CASE kind WHEN 'name' THEN :nameDrop ELSE :addressDrop END * INTERVAL '1 millisecond'
            WHERE (kind, subject) IN (('name', :name), ('address', :address))
            """)
        .param("nameDrop", drop(limits.nameWindow(), limits.name()))
        .param("addressDrop", drop(limits.addressWindow(), limits.address()))
        .param("name", hash(name.value()))
        .param("address", hash(address.network()))
        .update();
  }

  /** Forgives a name its failures after a login; the address keeps its own. */
  void forgive(Username name) {
    jdbc.sql("DELETE FROM login_throttle WHERE kind = 'name' AND subject = :name")
        .param("name", hash(name.value()))
        .update();
  }

  private Map<String, Object> parameters(Username name, ClientAddress address, Instant now) {
    return Map.of(
        "name", hash(name.value()),
        "address", hash(address.network()),
        "now", now.atOffset(ZoneOffset.UTC),
        "nameDrop", drop(limits.nameWindow(), limits.name()),
        "addressDrop", drop(limits.addressWindow(), limits.address()),
        "nameSize", limits.name(),
        "addressSize", limits.address());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static double drop(Duration window, int size) {
    return (double) window.toMillis() / size;
  }

  private static byte[] hash(String subject) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
