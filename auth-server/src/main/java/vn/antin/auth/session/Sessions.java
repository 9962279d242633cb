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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  /** Why a session ended that made room for a newer one. */
  public static final String TOO_MANY = "too-many-sessions";

  private static final String COLUMNS =
      """
      s.id, s.account_id, s.created_at, s.authenticated_at, s.methods, s.factors,
      s.assurance, s.last_seen_at, s.expires_at, s.address, s.device, s.traits
      """;

  /** A session is written to again only when it was last seen at least this long ago. */
  private static final Duration SEEN = Duration.ofMinutes(1);

  /** At a shared computer it is known more closely, as the lock comes soon. */
  private static final Duration SEEN_AT_COUNTER = Duration.ofSeconds(5);

  private static final String OPEN =
      " s.ended_at IS NULL AND s.expires_at > :now AND s.last_seen_at + s.idle > :now ";
  private static final String LOCKED =
      "(s.locked_at IS NOT NULL OR coalesce(s.last_seen_at + s.lock_after <= :now, false))";

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

  /** What holds where nothing else is said. */
  public SessionTerms usualTerms() {
    return new SessionTerms(
        properties.lifetime(), properties.idle(), null, SessionTerms.UNLIMITED, Set.of());
  }

  /**
   * Opens a session after a proof of identity and hands the browser a new cookie. A session that
   * the browser already held goes on with the new proof when it is the same official's, and ends
   * otherwise; its old cookie is worthless either way. Empty when the proof builds on a session
   * that is over meanwhile.
   */
  public Optional<SessionId> open(
      AccountId account,
      SessionProof proof,
      SessionTerms terms,
      HttpServletRequest request,
      HttpServletResponse response) {
    SessionSecret secret = SessionSecret.create();
    Optional<Session> held = held(request);
    Optional<SessionId> id =
        transaction.execute(status -> {
          Optional<SessionId> renewed =
              held.filter(session -> session.account().equals(account))
                  .flatMap(session -> renew(session.id(), secret, proof, terms));
          if (renewed.isEmpty() && !proof.anew()) {
            return Optional.<SessionId>empty();
          }
          SessionId opened =
              renewed.orElseGet(() -> {
                held.ifPresent(session -> end(session.id(), "replaced"));
                return insert(account, secret, proof, terms, request);
              });
          endOldest(account, opened, terms.most());
          return Optional.of(opened);
        });
    id.ifPresent(opened -> SessionCookie.write(response, secret));
    return id;
  }

  private Optional<SessionId> renew(
      SessionId id, SessionSecret secret, SessionProof proof, SessionTerms terms) {
    return jdbc.sql(
            """
            UPDATE session
            SET cookie_hash = :hash, last_seen_at = :now,
                authenticated_at = CASE WHEN :anew THEN :now ELSE authenticated_at END,
                methods = :methods, factors = :factors, assurance = :assurance,
                expires_at = :expires, idle = make_interval(secs => :idle),
                lock_after = make_interval(secs => :lock), locked_at = NULL, traits = :traits
            WHERE id = :id AND ended_at IS NULL
            RETURNING id
            """)
        .params(parameters(secret, proof, terms))
        .param("anew", proof.anew())
        .param("id", id.value())
        .query(UUID.class)
        .optional()
        .map(SessionId::new);
  }

  private SessionId insert(
      AccountId account,
      SessionSecret secret,
      SessionProof proof,
      SessionTerms terms,
      HttpServletRequest request) {
    String address = ClientAddress.of(request).value();
    String device = Device.of(request).summary();
    UUID id =
        jdbc.sql(
                """
                INSERT INTO session (cookie_hash, account_id, created_at, authenticated_at, methods,
                  factors, assurance, last_seen_at, expires_at, address, device, idle, lock_after,
                  traits)
                VALUES (:hash, :account, :now, :now, :methods, :factors, :assurance, :now, :expires,
                  :address, :device, make_interval(secs => :idle),
                  make_interval(secs => :lock), :traits)
                RETURNING id
                """)
            .params(parameters(secret, proof, terms))
            .param("account", account.value())
            .param("address", address)
            .param("device", device)
            .query(UUID.class)
            .single();
    audit.append(
        new AuditEvent(
            "session.opened",
            account.toString(),
            id.toString(),
            Map.of(
                "methods",
                String.join(" ", proof.methods()),
                "assurance",
                proof.assurance().value()),
            Map.of("address", address, "device", device)));
    return new SessionId(id);
  }

  private Map<String, @Nullable Object> parameters(
      SessionSecret secret, SessionProof proof, SessionTerms terms) {
    OffsetDateTime now = at(clock.instant());
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("hash", secret.hash());
    parameters.put("now", now);
    parameters.put("methods", proof.methods().toArray(String[]::new));
    parameters.put("factors", proof.factors().toArray(String[]::new));
    parameters.put("assurance", proof.assurance().value());
    parameters.put("expires", now.plus(terms.lifetime()));
    parameters.put("idle", (double) terms.idle().toSeconds());
    parameters.put(
        "lock", terms.lockAfter() == null ? null : (double) terms.lockAfter().toSeconds());
    parameters.put(
        "traits",
        terms.traits().stream()
            .map(trait -> trait.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new));
    return parameters;
  }

  /** Of more sessions than an official may have the oldest end. */
  private void endOldest(AccountId account, SessionId kept, int most) {
    if (most == SessionTerms.UNLIMITED) {
      return;
    }
    jdbc.sql("SELECT 1 FROM account WHERE id = :account FOR NO KEY UPDATE")
        .param("account", account.value())
        .query()
        .singleRow();
    jdbc.sql(
            "SELECT s.id FROM session s WHERE s.account_id = :account AND s.id <> :kept AND"
                + OPEN
                + "ORDER BY s.authenticated_at DESC, s.id OFFSET :others")
        .param("account", account.value())
        .param("kept", kept.value())
        .param("now", at(clock.instant()))
        .param("others", most - 1)
        .query((row, number) -> new SessionId(row.getObject(1, UUID.class)))
        .list()
        .forEach(oldest -> end(oldest, TOO_MANY));
  }

  /** The session that this browser holds, locked or not. */
  private Optional<Session> held(HttpServletRequest request) {
    return SessionCookie.read(request).flatMap(secret -> find(secret, "TRUE"));
  }

  /** The session that this browser holds, if it is locked: a proof of its official opens it. */
  public Optional<Session> locked(HttpServletRequest request) {
    return SessionCookie.read(request).flatMap(secret -> find(secret, LOCKED));
  }

  /** Locks a session of a shared computer at once. */
  public void lock(SessionId id) {
    jdbc.sql(
            """
            UPDATE session SET locked_at = :now
            WHERE id = :id AND ended_at IS NULL AND lock_after IS NOT NULL
            """)
        .param("now", at(clock.instant()))
        .param("id", id.value())
        .update();
  }

  /**
   * Opens the locked session of this browser after a proof; it is no new login, so level and time
   * of the login stay.
   */
  public void unlock(Session session, HttpServletResponse response) {
    SessionSecret secret = SessionSecret.create();
    int unlocked =
        jdbc.sql(
                """
                UPDATE session SET locked_at = NULL, last_seen_at = :now, cookie_hash = :hash
                WHERE id = :id AND ended_at IS NULL
                """)
            .param("now", at(clock.instant()))
            .param("hash", secret.hash())
            .param("id", session.id().value())
            .update();
    if (unlocked == 1) {
      SessionCookie.write(response, secret);
    }
  }

  /** What was demanded of this browser's session is demanded no more: it is limited no more. */
  public void lift(HttpServletRequest request) {
    held(request)
        .filter(Session::limited)
        .ifPresent(session ->
            jdbc.sql("UPDATE session SET traits = array_remove(traits, 'limited') WHERE id = :id")
                .param("id", session.id().value())
                .update());
  }

  /** Why the session that this browser held has ended, when the official has not ended it. */
  public Optional<String> endReason(HttpServletRequest request) {
    return SessionCookie.read(request)
        .flatMap(secret ->
            jdbc.sql(
                    """
                    SELECT end_reason FROM session
                    WHERE cookie_hash = :hash AND ended_at IS NOT NULL
                    """)
                .param("hash", secret.hash())
                .query(String.class)
                .optional());
  }

  /** The open session with this secret, of an account that may log in; marks it as seen. */
  Optional<Session> find(SessionSecret secret) {
    Instant now = clock.instant();
    Optional<Session> found = find(secret, "NOT " + LOCKED);
    found
        .filter(session ->
            session.lastSeenAt().plus(session.counter() ? SEEN_AT_COUNTER : SEEN).isBefore(now))
        .ifPresent(session -> seen(session.id(), now));
    return found;
  }

  private Optional<Session> find(SessionSecret secret, String state) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM session s JOIN account a ON a.id = s.account_id
                WHERE s.cookie_hash = :hash AND a.status = 'active' AND
                """
                + OPEN
                + "AND "
                + state)
        .param("hash", secret.hash())
        .param("now", at(clock.instant()))
        .query(Sessions::session)
        .optional();
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
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM session s
                WHERE s.account_id = :account AND
                """
                + OPEN
                + "ORDER BY s.last_seen_at DESC, s.id")
        .param("account", account.value())
        .param("now", at(clock.instant()))
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
    jdbc.sql(
            """
            SELECT id FROM session
            WHERE ended_at IS NULL AND (expires_at <= :now OR last_seen_at + idle <= :now)
            LIMIT 10000
            """)
        .param("now", at(clock.instant()))
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
        .forEach(id -> end(id, DisabledAccounts.REASON));
  }

  /** Ends every session of an account, in the caller's transaction. */
  void endAll(AccountId account, String reason) {
    jdbc.sql("SELECT id FROM session WHERE account_id = :account AND ended_at IS NULL")
        .param("account", account.value())
        .query((row, number) -> new SessionId(row.getObject(1, UUID.class)))
        .list()
        .forEach(id -> end(id, reason));
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
        Set.of((String[]) row.getArray("factors").getArray()),
        Assurance.of(row.getString("assurance")).orElseThrow(),
        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getString("address"),
        row.getString("device"),
        Arrays.stream((String[]) row.getArray("traits").getArray())
            .map(trait -> SessionTrait.valueOf(trait.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
