package vn.antin.auth.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.web.ClientAddress;

/** Opens, finds and ends sessions. */
@Repository
public final class Sessions {
  private static final String COLUMNS =
      """
      s.id, s.account_id, s.created_at, s.authenticated_at, s.methods, s.assurance,
      s.last_seen_at, s.expires_at, s.address, s.device
      """;

  /** A session is written to again only when it was last seen at least this long ago. */
  private static final Duration SEEN = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;
  private final SessionProperties properties;
  private final InstantSource clock;

  Sessions(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit,
      SessionProperties properties,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Opens a session after a proof of identity and hands the browser a new cookie. A session that
   * the browser already held goes on with the new proof when it is the same official's, and ends
   * otherwise; its old cookie is worthless either way.
   */
  public SessionId open(
      AccountId account,
      List<String> methods,
      Assurance assurance,
      HttpServletRequest request,
      HttpServletResponse response) {
    SessionSecret secret = SessionSecret.create();
    Optional<Session> held = SessionCookie.read(request).flatMap(this::find);
    SessionId id =
        transaction.execute(status ->
            held.filter(session -> session.account().equals(account))
                .flatMap(session -> renew(session.id(), secret, methods, assurance))
                .orElseGet(() -> {
                  held.ifPresent(session -> end(session.id(), "replaced"));
                  return insert(account, secret, methods, assurance, request);
                }));
    SessionCookie.write(response, secret);
    return id;
  }

  private Optional<SessionId> renew(
      SessionId id, SessionSecret secret, List<String> methods, Assurance assurance) {
    OffsetDateTime now = at(clock.instant());
    return jdbc.sql(
            """
            UPDATE session
            SET cookie_hash = :hash, authenticated_at = :now, last_seen_at = :now,
                methods = :methods, assurance = :assurance, expires_at = :expires
            WHERE id = :id AND ended_at IS NULL
            RETURNING id
            """)
        .param("hash", secret.hash())
        .param("now", now)
        .param("methods", methods.toArray(String[]::new))
        .param("assurance", assurance.value())
        .param("expires", now.plus(properties.lifetime()))
        .param("id", id.value())
        .query(UUID.class)
        .optional()
        .map(SessionId::new);
  }

  private SessionId insert(
      AccountId account,
      SessionSecret secret,
      List<String> methods,
      Assurance assurance,
      HttpServletRequest request) {
    OffsetDateTime now = at(clock.instant());
    String address = ClientAddress.of(request).value();
    String device = Device.of(request).summary();
    UUID id =
        jdbc.sql(
                """
                INSERT INTO session (cookie_hash, account_id, created_at, authenticated_at, methods,
                  assurance, last_seen_at, expires_at, address, device)
                VALUES (:hash, :account, :now, :now, :methods, :assurance, :now, :expires,
                  :address, :device)
                RETURNING id
                """)
            .param("hash", secret.hash())
            .param("account", account.value())
            .param("now", now)
            .param("methods", methods.toArray(String[]::new))
            .param("assurance", assurance.value())
            .param("expires", now.plus(properties.lifetime()))
            .param("address", address)
            .param("device", device)
            .query(UUID.class)
            .single();
    audit.append(
        new AuditEvent(
            "session.opened",
            account.toString(),
            id.toString(),
            Map.of("methods", String.join(" ", methods), "assurance", assurance.value()),
            Map.of("address", address, "device", device)));
    return new SessionId(id);
  }

  /** The open session with this secret, of an account that may log in; marks it as seen. */
  Optional<Session> find(SessionSecret secret) {
    Instant now = clock.instant();
    Optional<Session> found =
        jdbc.sql(
                "SELECT "
                    + COLUMNS
                    + """
                    FROM session s JOIN account a ON a.id = s.account_id
                    WHERE s.cookie_hash = :hash AND s.ended_at IS NULL AND s.expires_at > :now
                      AND s.last_seen_at > :idle AND a.status = 'active'
                    """)
            .param("hash", secret.hash())
            .param("now", at(now))
            .param("idle", at(now.minus(properties.idle())))
            .query(Sessions::session)
            .optional();
    found
        .filter(session -> session.lastSeenAt().plus(SEEN).isBefore(now))
        .ifPresent(session -> seen(session.id(), now));
    return found;
  }

  private void seen(SessionId id, Instant now) {
    jdbc.sql("UPDATE session SET last_seen_at = :now WHERE id = :id AND last_seen_at < :now")
        .param("now", at(now))
        .param("id", id.value())
        .update();
  }

  /** The open session with this id, of an account that may log in. */
  public Optional<Session> find(SessionId id) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM session s JOIN account a ON a.id = s.account_id
                WHERE s.id = :id AND s.ended_at IS NULL AND s.expires_at > :now
                  AND a.status = 'active'
                """)
        .param("id", id.value())
        .param("now", at(clock.instant()))
        .query(Sessions::session)
        .optional();
  }

  /** An official's open sessions, the last seen first. */
  public List<Session> openSessions(AccountId account) {
    Instant now = clock.instant();
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM session s
                WHERE s.account_id = :account AND s.ended_at IS NULL AND s.expires_at > :now
                  AND s.last_seen_at > :idle
                ORDER BY s.last_seen_at DESC, s.id
                """)
        .param("account", account.value())
        .param("now", at(now))
        .param("idle", at(now.minus(properties.idle())))
        .query(Sessions::session)
        .list();
  }

  /** Ends a session; false when it had already ended. */
  public boolean end(SessionId id, String reason) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<AccountId> account =
              jdbc.sql(
                      """
                      UPDATE session SET ended_at = :now, end_reason = :reason
                      WHERE id = :id AND ended_at IS NULL
                      RETURNING account_id
                      """)
                  .param("now", at(clock.instant()))
                  .param("reason", reason)
                  .param("id", id.value())
                  .query(UUID.class)
                  .optional()
                  .map(AccountId::new);
          account.ifPresent(owner -> tell(new SessionEnded(id, owner, reason)));
          return account.isPresent();
        }));
  }

  private void tell(SessionEnded ended) {
    audit.append(
        new AuditEvent(
            "session.ended",
            ended.account().toString(),
            ended.session().toString(),
            Map.of("reason", ended.reason()),
            Map.of()));
    events.publishEvent(ended);
  }

  /** Ends the sessions that have reached their age or were idle too long. */
  void endExpired() {
    Instant now = clock.instant();
    jdbc.sql(
            """
            SELECT id FROM session
            WHERE ended_at IS NULL AND (expires_at <= :now OR last_seen_at <= :idle)
            LIMIT 10000
            """)
        .param("now", at(now))
        .param("idle", at(now.minus(properties.idle())))
        .query((row, number) -> new SessionId(row.getObject(1, UUID.class)))
        .list()
        .forEach(id -> end(id, "expired"));
  }

  /** Ends the sessions of accounts that may not log in any more. */
  void endDisabled() {
    jdbc.sql(
            """
            SELECT s.id FROM session s JOIN account a ON a.id = s.account_id
            WHERE s.ended_at IS NULL AND a.status <> 'active'
            LIMIT 10000
            """)
        .query((row, number) -> new SessionId(row.getObject(1, UUID.class)))
        .list()
        .forEach(id -> end(id, "account-disabled"));
  }

  /**
   * Ends the session of the browser that sent this request and takes its cookie away; empty when
   * there was no open one.
   */
  public Optional<SessionId> endCurrent(
      HttpServletRequest request, HttpServletResponse response, String reason) {
    SessionCookie.clear(response);
    return SessionCookie.read(request)
        .flatMap(this::find)
        .map(Session::id)
        .filter(id -> end(id, reason));
  }

  private static Session session(ResultSet row, int number) throws SQLException {
    return new Session(
        new SessionId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("authenticated_at", OffsetDateTime.class).toInstant(),
        Arrays.asList((String[]) row.getArray("methods").getArray()),
        Assurance.of(row.getString("assurance")).orElseThrow(),
        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getString("address"),
        row.getString("device"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
