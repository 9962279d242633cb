package vn.antin.auth.login.factor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Username;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.web.ClientAddress;

/**
 * Leaky buckets of failed attempts, shared by all nodes. An attempt is counted before its secret is
 * looked at, by one statement, so parallel guesses gain nothing; a right one takes its count back.
 *
 * <p>Three kinds of buckets stand beside that of the network address: of a name somebody types, of
 * an account whose second steps are tried, and of a browser that an account knows. The last keeps
 * strangers from locking an official out: what they do to the name does not count there.
 */
@Repository
public final class Throttle {
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
   * @param full whether one holds twice what fits, so that no secret is looked at any more
   * @param addressFull whether it is the address's
   */
  public record Count(Duration delay, boolean full, boolean addressFull) {
    /** Whether the right secret is told to wait. */
    public boolean throttled() {
      return !delay.isZero();
    }
  }

  /** Counts an attempt at the password of a name, which need not exist. */
  public Count attempt(Username name, ClientAddress address) {
    return attempt(Bucket.of(name), address);
  }

  /** Takes back the count of an attempt with the right password. */
  public void takeBack(Username name, ClientAddress address) {
    takeBack(Bucket.of(name), address);
  }

  /** Forgives a name its failures after a login; the address keeps its own. */
  public void forgive(Username name) {
    forgive(Bucket.of(name));
  }

  /** Counts an attempt at a second step of an account. */
  public Count attempt(AccountId account, ClientAddress address) {
    return attempt(Bucket.of(account), address);
  }

  /** Takes back the count of a right one. */
  public void takeBack(AccountId account, ClientAddress address) {
    takeBack(Bucket.of(account), address);
  }

  /** Forgives an account the failures of its second steps. */
  public void forgive(AccountId account) {
    forgive(Bucket.of(account));
  }

  /** Whose failures are counted. */
  public record Bucket(String kind, String subject) {
    /** Of a name that somebody typed. */
    public static Bucket of(Username name) {
      return new Bucket("name", name.value());
    }

    /** Of an account's second steps. */
    public static Bucket of(AccountId account) {
      return new Bucket("account", account.toString());
    }

    /**
     * Of a browser that the account has logged in with before.
     *
     * @param device the id of that knowledge, which no stranger can present
     */
    public static Bucket ofDevice(String device) {
      return new Bucket("device", device);
    }
  }

  /** Counts an attempt. */
  public Count attempt(Bucket bucket, ClientAddress address) {
    Instant now = clock.instant();
    Emptying filled = new Emptying(now);
    jdbc.sql(
            """
            INSERT INTO login_throttle AS bucket (kind, subject, empty_at)
            VALUES (:kind, :subject, :now + :drop * INTERVAL '1 millisecond'),
                   ('address', :address, :now + :addressDrop * INTERVAL '1 millisecond')
            ON CONFLICT (kind, subject) DO UPDATE SET empty_at = least(
              greatest(bucket.empty_at, :now) + (excluded.empty_at - :now),
              :now + (excluded.empty_at - :now)
                * (2 * CASE excluded.kind WHEN 'address' THEN :addressSize ELSE :size END))
            RETURNING kind, empty_at
            """)
        .params(parameters(bucket, address, now))
        .query(row -> {
          filled.note(
              row.getString("kind"), row.getObject("empty_at", OffsetDateTime.class).toInstant());
        });
    return filled.count(limits);
  }

  /** Takes back the count of an attempt with the right secret. */
  public void takeBack(Bucket bucket, ClientAddress address) {
    jdbc.sql(
            """
            UPDATE login_throttle SET empty_at = empty_at
              - CASE kind WHEN 'address' THEN :addressDrop ELSE :drop END * INTERVAL '1 millisecond'
            WHERE (kind, subject) IN ((:kind, :subject), ('address', :address))
            """)
        .param("drop", drop(limits.nameWindow(), limits.name()))
        .param("addressDrop", drop(limits.addressWindow(), limits.address()))
        .param("kind", bucket.kind())
        .param("subject", Digest.sha256(bucket.subject()))
        .param("address", Digest.sha256(address.network()))
        .update();
  }

  /** Forgives all failures in it. */
  public void forgive(Bucket bucket) {
    jdbc.sql("DELETE FROM login_throttle WHERE kind = :kind AND subject = :subject")
        .param("kind", bucket.kind())
        .param("subject", Digest.sha256(bucket.subject()))
        .update();
  }

  private Map<String, Object> parameters(Bucket bucket, ClientAddress address, Instant now) {
    return Map.of(
        "kind", bucket.kind(),
        "subject", Digest.sha256(bucket.subject()),
        "address", Digest.sha256(address.network()),
        "now", now.atOffset(ZoneOffset.UTC),
        "drop", drop(limits.nameWindow(), limits.name()),
        "addressDrop", drop(limits.addressWindow(), limits.address()),
        "size", limits.name(),
        "addressSize", limits.address());
  }

  /** When the two buckets will be empty. */
  private static final class Emptying {
    // The database keeps microseconds.
    private static final Duration ALMOST = Duration.ofMillis(1);

    private final Instant now;
    private Duration own = Duration.ZERO;
    private Duration address = Duration.ZERO;

    Emptying(Instant now) {
      this.now = now;
    }

    void note(String kind, Instant emptyAt) {
      if (kind.equals("address")) {
        address = Duration.between(now, emptyAt);
      } else {
        own = Duration.between(now, emptyAt);
      }
    }

    Count count(ThrottleProperties limits) {
      Duration byOwn = own.minus(limits.nameWindow());
      Duration byAddress = address.minus(limits.addressWindow());
      Duration wait = byOwn.compareTo(byAddress) > 0 ? byOwn : byAddress;
      boolean addressFull = full(address, limits.addressWindow());
      return new Count(
          wait.isPositive() ? wait : Duration.ZERO,
          addressFull || full(own, limits.nameWindow()),
          addressFull);
    }

    private static boolean full(Duration filled, Duration window) {
      return filled.plus(ALMOST).compareTo(window.multipliedBy(2)) >= 0;
    }
  }

  private static double drop(Duration window, int size) {
    return (double) window.toMillis() / size;
  }
}
