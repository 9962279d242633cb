package vn.antin.auth.oauth2.token;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.GrantTokens;

/**
 * Families and handles in PostgreSQL. Every method is one or two statements and joins the caller's
 * transaction; {@link #spend} must commit whatever the client is answered.
 */
@Repository
public final class TokenStore implements GrantTokens {
  /** A session is marked again only when it was last seen at least this long ago. */
  private static final Duration SEEN = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  public TokenStore(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Opens a family and gives its code; empty when session or account have ended meanwhile. */
  public Optional<Handle> open(NewFamily request, NewCode wanted) {
    Instant now = clock.instant();
    Instant end = end(request, now);
    Handle code = Handle.create(LocalDate.ofInstant(end, ZoneOffset.UTC));
    int opened =
        insert(
                request,
                UUID.randomUUID(),
                now,
                end,
                """
                INSERT INTO token_handle (bucket, hash, kind, family_id, issued_at, expires_at,
                  redirect_uri, code_challenge, dpop_key)
                SELECT bucket, :hash, 'code', id, :now, :codeEnd, :redirectUri, :codeChallenge,
                  :dpopKey
                FROM family
                """)
            .param("hash", code.hash())
            .param("codeEnd", at(earlier(now.plus(wanted.lifetime()), end)))
            .param("redirectUri", wanted.redirectUri())
            .param("codeChallenge", wanted.codeChallenge())
            .param("dpopKey", wanted.dpopKey())
            .update();
    return opened == 1 ? Optional.of(code) : Optional.empty();
  }

  /** Opens a family that begins without a code; empty as above. */
  public Optional<Family> begin(NewFamily request) {
    Instant now = clock.instant();
    Instant end = end(request, now);
    UUID id = UUID.randomUUID();
    return insert(request, id, now, end, "SELECT bucket FROM family")
        .query((row, number) -> new FamilyId(row.getObject(1, LocalDate.class), id))
        .optional()
        .flatMap(this::findAlive);
  }

  private JdbcClient.StatementSpec insert(
      NewFamily request, UUID id, Instant now, Instant end, String then) {
    ApprovedDetails approval = request.approval();
    return jdbc.sql(
            """
            WITH family AS (
              INSERT INTO token_family (bucket, id, client_id, account_id, session_id, scopes,
                nonce, authenticated_at, methods, assurance, grant_id, authorization_details,
                token_answer, resources, claims, created_at, ends_at)
              SELECT :bucket, :id, :client, account.id, session.id, :scopes,
                :nonce, session.authenticated_at, session.methods,
                coalesce(:stated, session.assurance), :grant, :details, :answer, :resources, :claims, :now,
                :end
              FROM session JOIN account ON account.id = session.account_id
              WHERE session.id = :session AND session.ended_at IS NULL
                AND session.expires_at > :now AND account.status = 'active'
              RETURNING bucket, id)
            """
                + then)
        .param("bucket", LocalDate.ofInstant(end, ZoneOffset.UTC))
        .param("id", id)
        .param("client", request.clientId())
        .param("session", request.session().id().value())
        .param("scopes", request.scopes().toArray(String[]::new))
        .param("nonce", request.nonce())
        .param("stated", request.stated() == null ? null : request.stated().value())
        .param("grant", approval == null ? null : approval.grant(), Types.OTHER)
        .param("details", approval == null ? null : approval.authorizationDetails())
        .param("answer", approval == null ? null : approval.answer(), Types.VARCHAR)
        .param("resources", request.resources().toArray(String[]::new))
        .param("claims", request.claims())
        .param("now", at(now))
        .param("end", at(end));
  }

  private static Instant end(NewFamily request, Instant now) {
    return earlier(now.plus(request.lifetime()), request.session().expiresAt());
  }

  /** Binds a family that is bound to nothing yet to a key; that never changes afterwards. */
  public Family bind(Family family, Confirmation confirmation) {
    int bound =
        jdbc.sql(TokenQueries.BIND.on(family.id().bucket()))
            .param("dpopKey", confirmation instanceof Confirmation.DpopKey(var key) ? key : null)
            .param(
                "certificate",
                confirmation instanceof Confirmation.Certificate(var hash) ? hash : null)
            .param("id", family.id().value())
            .update();
    if (bound != 1) {
      throw new IllegalStateException("expected a family that is not bound to a key yet");
    }
    return family.boundTo(confirmation);
  }

  /** Gives another handle under the family; it ends with the family at the latest. */
  public Handle issue(Family family, HandleKind kind, Instant expiresAt) {
    Handle handle = Handle.create(family.id().bucket());
    jdbc.sql(
            """
            INSERT INTO token_handle (bucket, hash, kind, family_id, issued_at, expires_at)
            VALUES (:bucket, :hash, :kind, :family, :now, :end)
            """)
        .param("bucket", handle.bucket())
        .param("hash", handle.hash())
        .param("kind", kind.column())
        .param("family", family.id().value())
        .param("now", at(clock.instant()))
        .param("end", at(earlier(expiresAt, family.endsAt())))
        .update();
    return handle;
  }

  /**
   * Spends a code or refresh handle. Of any number of parallel calls one at most finds it good; a
   * later one revokes the family.
   */
  public Spent spend(HandleKind kind, Handle handle) {
    return spend(kind, handle, null);
  }

  /**
   * Spends like {@link #spend} and gives the refresh token that takes its place, in one statement.
   * It must not be told to anyone when the exchange is refused after all.
   */
  public Spent exchange(HandleKind kind, Handle handle) {
    return spend(kind, handle, Handle.create(handle.bucket()));
  }

  private Spent spend(HandleKind kind, Handle handle, @Nullable Handle next) {
    return jdbc.sql(TokenQueries.SPEND.on(handle.bucket()))
        .param("now", at(clock.instant()))
        .param("hash", handle.hash())
        .param("kind", kind.column())
        .param("next", next == null ? null : next.hash(), Types.BINARY)
        .query((row, number) -> FamilyRow.taken(row, next))
        .optional()
        .map(Spent.class::cast)
        .orElseGet(() -> replayed(kind, handle));
  }

  private Spent replayed(HandleKind kind, Handle handle) {
    return jdbc.sql(TokenQueries.SPENT_BEFORE.on(handle.bucket()))
        .param("hash", handle.hash())
        .param("kind", kind.column())
        .query(FamilyRow::owned)
        .optional()
        .<Spent>map(owned ->
            new Spent.Replayed(
                owned.id(), owned.clientId(), revoke(owned.id(), kind.column() + " used again")))
        .orElseGet(Spent.Unknown::new);
  }

  /**
   * A refresh shows that the official is at work: the session is not idle. At a shared computer it
   * may be anybody's, or nobody's.
   *
   * @param seenAt when it was last marked as seen, if that is known
   */
  public void markSeen(Family family, @Nullable Instant seenAt) {
    Instant now = clock.instant();
    if (seenAt != null && seenAt.plus(SEEN).isAfter(now)) {
      return;
    }
    jdbc.sql(
            """
            UPDATE session SET last_seen_at = :now
            WHERE id = :session AND ended_at IS NULL AND last_seen_at < :seen AND lock_after IS NULL
            """)
        .param("now", at(now))
        .param("session", family.session().value())
        .param("seen", at(now.minus(SEEN)))
        .update();
  }

  /** The family, if it, its session and its account are alive. */
  public Optional<Family> findAlive(FamilyId id) {
    return jdbc.sql(TokenQueries.LIVE_FAMILY.on(id.bucket()))
        .param("id", id.value())
        .param("now", at(clock.instant()))
        .query(FamilyRow::family)
        .optional();
  }

  /** A handle that is neither spent nor expired, with its living family. */
  public Optional<LiveHandle> findAlive(HandleKind kind, Handle handle) {
    return jdbc.sql(TokenQueries.LIVE_HANDLE.on(handle.bucket()))
        .param("hash", handle.hash())
        .param("kind", kind.column())
        .param("now", at(clock.instant()))
        .query(FamilyRow::liveHandle)
        .optional();
  }

  /** The family of a handle of any kind, alive or not, spent or not. */
  public Optional<OwnedFamily> ownerOf(Handle handle) {
    return jdbc.sql(TokenQueries.OWNER.on(handle.bucket()))
        .param("hash", handle.hash())
        .query(FamilyRow::owned)
        .optional();
  }

  /** Ends a family for good. False when it had been revoked before or is not known. */
  public boolean revoke(FamilyId id, String because) {
    return jdbc.sql(TokenQueries.REVOKE.on(id.bucket()))
            .param("now", at(clock.instant()))
            .param("because", because)
            .param("id", id.value())
            .update()
        == 1;
  }

  @Override
  public int endAll(UUID grant, String because) {
    return jdbc.sql(
            """
            UPDATE token_family SET revoked_at = :now, revoked_because = :because
            WHERE grant_id = :grant AND revoked_at IS NULL
            """)
        .param("now", at(clock.instant()))
        .param("because", because)
        .param("grant", grant)
        .update();
  }

  /** Ends every authorization of a client by an official that an open session still carries. */
  public int endAll(AccountId official, String clientId, String because) {
    return jdbc.sql(
            """
            UPDATE token_family SET revoked_at = :now, revoked_because = :because
            WHERE client_id = :client AND account_id = :account AND revoked_at IS NULL
              AND session_id IN (
                SELECT id FROM session WHERE account_id = :account AND ended_at IS NULL)
            """)
        .param("now", at(clock.instant()))
        .param("because", because)
        .param("client", clientId)
        .param("account", official.value())
        .update();
  }

  /** Ends every authorization by an official that an open session still carries. */
  int endAllOf(AccountId official, String because) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            UPDATE token_family SET revoked_at = :now, revoked_because = :because
            WHERE account_id = :account AND revoked_at IS NULL AND bucket >= :today
              AND session_id IN (
                SELECT id FROM session WHERE account_id = :account AND ended_at IS NULL)
            """)
        .param("now", at(now))
        .param("because", because)
        .param("account", official.value())
        .param("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  /** Ends everything that was ever granted to a client, for good; gives how many it had. */
  public int endAllOf(String clientId, String because) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            UPDATE token_family SET revoked_at = :now, revoked_because = :because
            WHERE client_id = :client AND revoked_at IS NULL AND bucket >= :today
            """)
        .param("now", at(now))
        .param("because", because)
        .param("client", clientId)
        .param("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
