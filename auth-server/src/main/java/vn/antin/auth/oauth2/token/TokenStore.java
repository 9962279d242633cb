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
import vn.antin.auth.oauth2.GrantTokens;

/**
 * Families and handles in PostgreSQL. Every method is one or two statements and joins the caller's
 * transaction; {@link #spend} must commit whatever the client is answered.
 */
@Repository
public final class TokenStore implements GrantTokens {
  private static final String ALIVE =
      """
      family.revoked_at IS NULL AND family.ends_at > :now
        AND session.ended_at IS NULL AND session.expires_at > :now
        AND account.status = 'active'
      """;

  /** A session is marked again only when it was last seen at least this long ago. */
  private static final Duration SEEN = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  public TokenStore(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Opens a family and gives its code; empty when session or account have ended meanwhile. */
  public Optional<Handle> open(NewFamily request) {
    Instant now = clock.instant();
    Instant end = earlier(now.plus(request.lifetime()), request.session().expiresAt());
    Handle code = Handle.create(day(end));
    UUID id = UUID.randomUUID();
    ApprovedDetails approval = request.approval();
    int opened =
        jdbc.sql(
                """
                WITH family AS (
                  INSERT INTO token_family (bucket, id, client_id, account_id, session_id, scopes,
                    nonce, authenticated_at, methods, assurance, grant_id, authorization_details,
                    created_at, ends_at)
                  SELECT :bucket, :id, :client, account.id, session.id, :scopes,
                    :nonce, session.authenticated_at, session.methods, session.assurance,
                    :grant, :details, :now, :end
                  FROM session JOIN account ON account.id = session.account_id
                  WHERE session.id = :session AND session.ended_at IS NULL
                    AND session.expires_at > :now AND account.status = 'active'
                  RETURNING bucket, id)
                INSERT INTO token_handle (bucket, hash, kind, family_id, issued_at, expires_at,
                  redirect_uri, code_challenge)
                SELECT bucket, :hash, 'code', id, :now, :codeEnd, :redirectUri, :codeChallenge
                FROM family
                """)
            .param("bucket", code.bucket())
            .param("id", id)
            .param("client", request.clientId())
            .param("session", request.session().id().value())
            .param("scopes", request.scopes().toArray(String[]::new))
            .param("nonce", request.nonce())
            .param("grant", approval == null ? null : approval.grant(), Types.OTHER)
            .param("details", approval == null ? null : approval.authorizationDetails())
            .param("now", at(now))
            .param("end", at(end))
            .param("hash", code.hash())
            .param("codeEnd", at(earlier(now.plus(request.codeLifetime()), end)))
            .param("redirectUri", request.redirectUri())
            .param("codeChallenge", request.codeChallenge())
            .update();
    return opened == 1 ? Optional.of(code) : Optional.empty();
  }

  /**
   * Spends a code or refresh handle. Of any number of parallel calls one at most finds it good; a
   * later one revokes the family.
   */
  public Spent spend(HandleKind kind, Handle handle) {
    return jdbc.sql(
            """
            WITH spent AS (
              UPDATE token_handle SET consumed_at = :now
              WHERE bucket = :bucket AND hash = :hash AND kind = :kind AND consumed_at IS NULL
              RETURNING bucket, family_id, expires_at, redirect_uri, code_challenge)
            SELECT family.bucket, family.id, family.client_id, family.account_id,
              family.session_id, family.scopes, family.nonce, family.authenticated_at,
              family.methods, family.assurance, family.grant_id, family.authorization_details,
              family.ends_at, spent.expires_at, spent.redirect_uri, spent.code_challenge,
              coalesce(%s, false) AS alive
            FROM spent
            JOIN token_family family ON family.bucket = spent.bucket AND family.id = spent.family_id
            LEFT JOIN session ON session.id = family.session_id
            LEFT JOIN account ON account.id = family.account_id
            """
                .formatted(ALIVE))
        .param("now", at(clock.instant()))
        .param("bucket", handle.bucket())
        .param("hash", handle.hash())
        .param("kind", kind.column())
        .query(FamilyRow::taken)
        .optional()
        .map(Spent.class::cast)
        .orElseGet(() -> replayed(kind, handle));
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

  /** A refresh shows that the official is at work: the session is not idle. */
  public void markSeen(Family family) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            UPDATE session SET last_seen_at = :now
            WHERE id = :session AND ended_at IS NULL AND last_seen_at < :seen
            """)
        .param("now", at(now))
        .param("session", family.session().value())
        .param("seen", at(now.minus(SEEN)))
        .update();
  }

  /** The family, if it, its session and its account are alive. */
  public Optional<Family> findAlive(FamilyId id) {
    return jdbc.sql(
            """
            SELECT family.bucket, family.id, family.client_id, family.account_id,
              family.session_id, family.scopes, family.nonce, family.authenticated_at,
              family.methods, family.assurance, family.grant_id, family.authorization_details,
              family.ends_at
            FROM token_family family
            JOIN session ON session.id = family.session_id
            JOIN account ON account.id = family.account_id
            WHERE family.bucket = :bucket AND family.id = :id AND %s
            """
                .formatted(ALIVE))
        .param("bucket", id.bucket())
        .param("id", id.value())
        .param("now", at(clock.instant()))
        .query(FamilyRow::family)
        .optional();
  }

  /** A handle that is neither spent nor expired, with its living family. */
  public Optional<LiveHandle> findAlive(HandleKind kind, Handle handle) {
    return jdbc.sql(
            """
            SELECT family.bucket, family.id, family.client_id, family.account_id,
              family.session_id, family.scopes, family.nonce, family.authenticated_at,
              family.methods, family.assurance, family.grant_id, family.authorization_details,
              family.ends_at, handle.issued_at, handle.expires_at
            FROM token_handle handle
            JOIN token_family family
              ON family.bucket = handle.bucket AND family.id = handle.family_id
            JOIN session ON session.id = family.session_id
            JOIN account ON account.id = family.account_id
            WHERE handle.bucket = :bucket AND handle.hash = :hash AND handle.kind = :kind
              AND handle.consumed_at IS NULL AND handle.expires_at > :now AND %s
            """
                .formatted(ALIVE))
        .param("bucket", handle.bucket())
        .param("hash", handle.hash())
        .param("kind", kind.column())
        .param("now", at(clock.instant()))
        .query(FamilyRow::liveHandle)
        .optional();
  }

  /** The family of a handle of any kind, alive or not, spent or not. */
  public Optional<OwnedFamily> ownerOf(Handle handle) {
    return jdbc.sql(
            """
            SELECT family.bucket, family.id, family.client_id
            FROM token_handle handle
            JOIN token_family family
              ON family.bucket = handle.bucket AND family.id = handle.family_id
            WHERE handle.bucket = :bucket AND handle.hash = :hash
            """)
        .param("bucket", handle.bucket())
        .param("hash", handle.hash())
        .query(FamilyRow::owned)
        .optional();
  }

  /** Ends a family for good. False when it had been revoked before or is not known. */
  public boolean revoke(FamilyId id, String because) {
    return jdbc.sql(
                """
                UPDATE token_family SET revoked_at = :now, revoked_because = :because
                WHERE bucket = :bucket AND id = :id AND revoked_at IS NULL
                """)
            .param("now", at(clock.instant()))
            .param("because", because)
            .param("bucket", id.bucket())
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

  private Spent replayed(HandleKind kind, Handle handle) {
    @Nullable OwnedFamily owned =
        jdbc.sql(
                """
                SELECT family.bucket, family.id, family.client_id
                FROM token_handle handle
                JOIN token_family family
                  ON family.bucket = handle.bucket AND family.id = handle.family_id
                WHERE handle.bucket = :bucket AND handle.hash = :hash AND handle.kind = :kind
                  AND handle.consumed_at IS NOT NULL
                """)
            .param("bucket", handle.bucket())
            .param("hash", handle.hash())
            .param("kind", kind.column())
            .query(FamilyRow::owned)
            .optional()
            .orElse(null);
    if (owned == null) {
      return new Spent.Unknown();
    }
    boolean first = revoke(owned.id(), kind.column() + " used again");
    return new Spent.Replayed(owned.id(), owned.clientId(), first);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
