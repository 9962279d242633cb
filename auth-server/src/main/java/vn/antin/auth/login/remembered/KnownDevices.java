package vn.antin.auth.login.remembered;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.AccountLeft;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.Username;
import vn.antin.auth.login.factor.SignedInOnNewDevice;
import vn.antin.auth.session.SessionId;

/** Knows browsers again. */
@Repository
public final class KnownDevices {
  private static final String COLUMNS =
      " d.id, d.device, d.first_seen_at, d.last_seen_at, d.trusted_until, d.asked_at ";

  /** Colleagues at a shared computer are offered as long as a working day lasts. */
  private static final Duration COUNTER_DAY = Duration.ofHours(12);

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;
  private final InstantSource clock;

  KnownDevices(
      JdbcClient jdbc, ApplicationEventPublisher events, AuditLog audit, InstantSource clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  /** This browser, if the account has logged in with it. */
  public Optional<KnownDevice> find(AccountId account, HttpServletRequest request) {
    return DeviceCookie.read(request)
        .flatMap(cookie ->
            jdbc.sql(
                    "SELECT"
                        + COLUMNS
                        + """
                        FROM known_device d
                        WHERE d.cookie_hash = :cookie AND d.account_id = :account
                        """)
                .param("cookie", cookie.hash())
                .param("account", account.value())
                .query(KnownDevices::device)
                .optional());
  }

  /** This browser, if the account of this name has logged in with it. */
  public Optional<KnownDevice> find(Username username, HttpServletRequest request) {
    return DeviceCookie.read(request)
        .flatMap(cookie ->
            jdbc.sql(
                    "SELECT"
                        + COLUMNS
                        + """
                        FROM known_device d JOIN account a ON a.id = d.account_id
                        WHERE d.cookie_hash = :cookie AND a.username = :username
                        """)
                .param("cookie", cookie.hash())
                .param("username", username.value())
                .query(KnownDevices::device)
                .optional());
  }

  /** All that the account has logged in with, the last used first. */
  public List<KnownDevice> all(AccountId account) {
    return jdbc.sql(
            "SELECT"
                + COLUMNS
                + """
                FROM known_device d WHERE d.account_id = :account
                ORDER BY d.last_seen_at DESC, d.id LIMIT 100
                """)
        .param("account", account.value())
        .query(KnownDevices::device)
        .list();
  }

  /**
   * What a login tells of the browser that it happened in.
   *
   * @param trustFor how long it stands in for the second factor from now on; null: no answer given,
   *     zero: it shall not
   * @param counter whether it is a shared computer
   */
  public record Visit(
      AccountId account, SessionId session, @Nullable Duration trustFor, boolean counter) {}

  /** Knows the browser from now on; says so to those who care when it was not known before. */
  public void note(Visit visit, HttpServletRequest request, HttpServletResponse response) {
    Instant now = clock.instant();
    Duration trust = visit.trustFor();
    boolean trusted = trust != null && !trust.isZero();
    DeviceCookie cookie =
        trusted ? renew(request) : DeviceCookie.read(request).orElseGet(DeviceCookie::random);
    cookie.write(response);
    boolean first =
        jdbc.sql("SELECT NOT EXISTS (SELECT FROM known_device WHERE account_id = :account)")
            .param("account", visit.account().value())
            .query(Boolean.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO known_device AS d (cookie_hash, account_id, device, first_seen_at,
              last_seen_at, trusted_until, asked_at, counter_at)
            SELECT :cookie, s.account_id, s.device, :now, :now, :trusted, :asked, :counter
            FROM session s WHERE s.id = :session
            ON CONFLICT (cookie_hash, account_id) DO UPDATE SET
              device = excluded.device, last_seen_at = excluded.last_seen_at,
              trusted_until = CASE WHEN excluded.asked_at IS NULL THEN d.trusted_until
                                   ELSE excluded.trusted_until END,
              asked_at = coalesce(excluded.asked_at, d.asked_at),
              counter_at = excluded.counter_at
            RETURNING xmax = 0 AS new, device
            """)
        .param("cookie", cookie.hash())
        .param("session", visit.session().value())
        .param("now", at(now))
        .param("trusted", trust == null || trust.isZero() ? null : at(now.plus(trust)))
        .param("asked", trust == null ? null : at(now))
        .param("counter", visit.counter() ? at(now) : null)
        .query(row -> {
          if (row.getBoolean("new")) {
            events.publishEvent(
                new SignedInOnNewDevice(
                    visit.account(),
                    visit.session(),
                    first,
                    now,
                    row.getString("device"),
                    request.getRemoteAddr()));
          }
        });
    if (trusted) {
      record("device.trusted", visit.account());
    }
  }

  /**
   * Gives the browser another secret, for all accounts that know it: who has read the old one off a
   * browser that others use as well is not trusted with it.
   */
  private DeviceCookie renew(HttpServletRequest request) {
    DeviceCookie fresh = DeviceCookie.random();
    DeviceCookie.read(request)
        .ifPresent(old ->
            jdbc.sql("UPDATE known_device SET cookie_hash = :fresh WHERE cookie_hash = :old")
                .param("fresh", fresh.hash())
                .param("old", old.hash())
                .update());
    return fresh;
  }

  /** Forgets a browser; false when there is none of this account. */
  public boolean forget(AccountId account, UUID id) {
    int forgotten =
        jdbc.sql("DELETE FROM known_device WHERE id = :id AND account_id = :account")
            .param("id", id)
            .param("account", account.value())
            .update();
    if (forgotten == 1) {
      record("device.forgotten", account);
    }
    return forgotten == 1;
  }

  /** Who has used this shared computer today, by name. */
  public List<Visitor> visitors(HttpServletRequest request) {
    return DeviceCookie.read(request)
        .map(cookie ->
            jdbc.sql(
                    """
                    SELECT a.username, a.display_name
                    FROM known_device d JOIN account a ON a.id = d.account_id
                    WHERE d.cookie_hash = :cookie AND d.counter_at > :since AND a.status = 'active'
                    ORDER BY a.given_name COLLATE "vi-x-icu", a.username LIMIT 20
                    """)
                .param("cookie", cookie.hash())
                .param("since", at(clock.instant().minus(COUNTER_DAY)))
                .query((row, number) ->
                    new Visitor(row.getString("username"), row.getString("display_name")))
                .list())
        .orElseGet(List::of);
  }

  /** One of the officials at a shared computer. */
  public record Visitor(String username, String name) {}

  /** Whether the last login in this browser was at a shared computer. */
  public boolean counter(HttpServletRequest request) {
    return DeviceCookie.read(request)
        .flatMap(cookie ->
            jdbc.sql(
                    """
                    SELECT counter_at IS NOT NULL FROM known_device WHERE cookie_hash = :cookie
                    ORDER BY last_seen_at DESC LIMIT 1
                    """)
                .param("cookie", cookie.hash())
                .query(Boolean.class)
                .optional())
        .orElse(false);
  }

  /** A new secret is a new beginning: no browser stands in for a factor any more. */
  @EventListener
  void credentialChanged(CredentialChanged changed) {
    switch (changed.kind()) {
      case PASSWORD, PASSKEY, TOTP, CERTIFICATE, UPSTREAM ->
          jdbc.sql("UPDATE known_device SET trusted_until = NULL WHERE account_id = :account")
              .param("account", changed.account().value())
              .update();
      case SIGNING_PIN, RECOVERY_CODES, APPLICATION_PASSWORD -> {
        // They do not open the account by themselves.
      }
    }
  }

  /** The browsers of who has left are strange ones when they come back. */
  @EventListener
  void left(AccountLeft event) {
    jdbc.sql("DELETE FROM known_device WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }

  /** Forgets browsers whose cookie has run out. */
  public void clean() {
    jdbc.sql("DELETE FROM known_device WHERE last_seen_at < :before")
        .param("before", at(clock.instant().minus(DeviceCookie.LIFETIME)))
        .update();
  }

  private void record(String type, AccountId account) {
    audit.append(new AuditEvent(type, account.toString(), account.toString(), Map.of(), Map.of()));
  }

  private static KnownDevice device(ResultSet row, int number) throws SQLException {
    return new KnownDevice(
        row.getObject("id", UUID.class),
        row.getString("device"),
        row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
        instant(row, "trusted_until"),
        instant(row, "asked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
