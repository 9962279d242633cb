package vn.antin.signing.grant;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;

/** Rows of grants and their hashes. Who moves several things calls from within one transaction. */
final class GrantRepository {
  /**
   * The credential is suspended, revoked or expired, its official is not active, or it is the seal
   * of a unit that is not in force.
   */
  static final String STOPPED =
      """
      EXISTS (
        SELECT FROM approval_grant
        JOIN credential ON credential.id = approval_grant.credential_id
        LEFT JOIN unit ON unit.id = credential.unit_id
        LEFT JOIN official ON official.id = credential.official_id
        WHERE approval_grant.id = :grant
          AND (credential.state <> 'valid' OR credential.valid_to <= :now
            OR official.status <> 'active'
            OR unit.valid_to <= :now OR unit.valid_from > :now))
      """;

  private final JdbcClient sql;

  GrantRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** A grant that was seen before stays as it was seen first, whatever it says now. */
  void remember(ApprovedGrant grant, Instant now) {
    sql.sql(
            """
            WITH first_seen AS (
              INSERT INTO approval_grant (id, official_id, credential_id, request_id, hash_type,
                hash_algorithm, parameters_digest, client_id, expires_at, seen_at)
              VALUES (:id, :official, :credential, :request, :type, :algorithm, :parameters,
                :client, :expiry, :now)
              ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO grant_hash (grant_id, hash, request_id, state, changed_at)
            SELECT first_seen.id, hash, :request, 'approved', :now
            FROM first_seen, unnest(:hashes::bytea[]) AS hash
            """)
        .param("id", grant.id().value())
        .param("official", grant.official().value())
        .param("credential", grant.credential().value())
        .param("request", grant.request().value())
        .param("type", grant.hashType())
        .param("algorithm", grant.hashAlgorithm())
        .param("parameters", grant.parametersDigest().bytes())
        .param("client", grant.clientId())
        .param("expiry", grant.expiresAt().atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .param("hashes", bytes(grant.hashes()))
        .update();
  }

  /** What was stored when the grant was first seen. */
  Optional<ApprovedGrant> find(GrantId id) {
    var hashes =
        sql.sql("SELECT hash FROM grant_hash WHERE grant_id = :id ORDER BY hash")
            .param("id", id.value())
            .query((row, _) -> Sha256.of(row.getBytes(1)))
            .list();
    return sql.sql(
            """
            SELECT official_id, credential_id, request_id, hash_type, hash_algorithm,
              parameters_digest, client_id, expires_at
            FROM approval_grant WHERE id = :id
            """)
        .param("id", id.value())
        .query((row, _) ->
            new ApprovedGrant(
                id,
                new OfficialId(row.getObject("official_id", UUID.class)),
                new CredentialId(row.getObject("credential_id", UUID.class)),
                new RequestId(row.getObject("request_id", UUID.class)),
                row.getString("hash_type"),
                row.getString("hash_algorithm"),
                Sha256.of(row.getBytes("parameters_digest")),
                row.getString("client_id"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                hashes))
        .optional();
  }

  /** False when the request was withdrawn; until the transaction ends, it cannot be. */
  boolean open(RequestId request) {
    return sql.sql(
            """
            SELECT id FROM signature_request WHERE id = :id AND withdrawn_at IS NULL FOR SHARE
            """)
        .param("id", request.value())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /**
   * Moves the hashes named from approved to reserved and answers how many moved; none when the
   * credential does not count now. Rows are locked in one order, so that two calls naming the same
   * hashes wait for each other instead of deadlocking.
   */
  int reserve(Attempt attempt, Instant now, Instant lease) {
    return sql.sql(
            """
            WITH named AS (
              SELECT grant_id, hash FROM grant_hash
              WHERE grant_id = :grant AND hash = ANY (:hashes::bytea[]) AND state = 'approved'
                AND NOT
            """
                + STOPPED
                + """
                  ORDER BY hash FOR UPDATE)
                UPDATE grant_hash SET state = 'reserved', attempt = :attempt, lease_until = :lease,
                  changed_at = :now
                FROM named
                WHERE grant_hash.grant_id = named.grant_id AND grant_hash.hash = named.hash
                  AND grant_hash.state = 'approved'
                """)
        .param("grant", attempt.grant().value())
        .param("hashes", bytes(attempt.hashes()))
        .param("attempt", attempt.id())
        .param("lease", lease.atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** Whether the grant's credential does not count now. */
  boolean stopped(GrantId grant, Instant now) {
    return sql.sql("SELECT " + STOPPED)
        .param("grant", grant.value())
        .param("now", now.atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  /**
   * From reserved to signing, unless the credential has ceased to count meanwhile; answers which
   * moved. Rows are locked in one order.
   */
  Set<Sha256> begin(Attempt attempt, List<Sha256> hashes, Instant now, Instant lease) {
    return sql.sql(
            """
            WITH named AS (
              SELECT grant_id, hash FROM grant_hash
              WHERE grant_id = :grant AND hash = ANY (:hashes::bytea[]) AND attempt = :attempt
                AND state = 'reserved' AND NOT
            """
                + STOPPED
                + """
                  ORDER BY hash FOR UPDATE)
                UPDATE grant_hash SET state = 'signing', changed_at = :now, lease_until = :lease
                FROM named
                WHERE grant_hash.grant_id = named.grant_id AND grant_hash.hash = named.hash
                  AND grant_hash.attempt = :attempt AND grant_hash.state = 'reserved'
                RETURNING grant_hash.hash
                """)
        .param("now", now.atOffset(UTC))
        .param("lease", lease.atOffset(UTC))
        .param("grant", attempt.grant().value())
        .param("hashes", bytes(hashes))
        .param("attempt", attempt.id())
        .query((row, _) -> Sha256.of(row.getBytes(1)))
        .set();
  }

  /** Gives back what the attempt has reserved and not begun: it may be spent again. */
  void release(Attempt attempt, Instant now) {
    sql.sql(
            """
            UPDATE grant_hash SET state = 'approved', attempt = NULL, lease_until = NULL,
              changed_at = :now
            WHERE grant_id = :grant AND attempt = :attempt AND state = 'reserved'
            """)
        .param("now", now.atOffset(UTC))
        .param("grant", attempt.grant().value())
        .param("attempt", attempt.id())
        .update();
  }

  /** The attempt gives back one hash that it has reserved and not begun. */
  boolean release(Attempt attempt, Sha256 hash, Instant now) {
    return sql.sql(
                """
                UPDATE grant_hash SET state = 'approved', attempt = NULL, lease_until = NULL,
                  changed_at = :now
                WHERE grant_id = :grant AND hash = :hash AND attempt = :attempt
                  AND state = 'reserved'
                """)
            .param("now", now.atOffset(UTC))
            .param("grant", attempt.grant().value())
            .param("hash", hash.bytes())
            .param("attempt", attempt.id())
            .update()
        == 1;
  }

  /** One step of one hash; false when the attempt no longer holds it in the state it left it in. */
  boolean move(Attempt attempt, Sha256 hash, String from, String to, Instant now, Instant lease) {
    return sql.sql(
                """
                UPDATE grant_hash SET state = :to, changed_at = :now, lease_until = :lease
                WHERE grant_id = :grant AND hash = :hash AND attempt = :attempt AND state = :from
                """)
            .param("to", to)
            .param("from", from)
            .param("now", now.atOffset(UTC))
            .param("lease", lease.atOffset(UTC))
            .param("grant", attempt.grant().value())
            .param("hash", hash.bytes())
            .param("attempt", attempt.id())
            .update()
        == 1;
  }

  /** From signing to signed; answers which moved. */
  Set<Sha256> signed(Attempt attempt, List<SignedHash> made, Instant now) {
    return sql.sql(
            """
            UPDATE grant_hash SET state = 'signed', changed_at = :now, lease_until = NULL,
              signed_document_id = made.document, signed_sha256 = made.signed
            FROM unnest(:hashes::bytea[], :documents::uuid[], :signed::bytea[])
              AS made (source, document, signed)
            WHERE grant_id = :grant AND hash = made.source AND attempt = :attempt
              AND state = 'signing'
            RETURNING hash
            """)
        .param("now", now.atOffset(UTC))
        .param("hashes", bytes(made.stream().map(SignedHash::hash).toList()))
        .param("documents", made.stream().map(each -> each.document().value()).toArray(UUID[]::new))
        .param("signed", bytes(made.stream().map(SignedHash::signedHash).toList()))
        .param("grant", attempt.grant().value())
        .param("attempt", attempt.id())
        .query((row, _) -> Sha256.of(row.getBytes(1)))
        .set();
  }

  /**
   * The reserved ones of this attempt are still being worked at. Those that are begun at this
   * moment are left out: they get a lease of their own, and nobody waits for anybody.
   */
  void renew(Attempt attempt, Instant lease) {
    sql.sql(
            """
            WITH waiting AS (
              SELECT grant_id, hash FROM grant_hash
              WHERE grant_id = :grant AND attempt = :attempt AND state = 'reserved'
              FOR UPDATE SKIP LOCKED)
            UPDATE grant_hash SET lease_until = :lease
            FROM waiting
            WHERE grant_hash.grant_id = waiting.grant_id AND grant_hash.hash = waiting.hash
            """)
        .param("lease", lease.atOffset(UTC))
        .param("grant", attempt.grant().value())
        .param("attempt", attempt.id())
        .update();
  }

  /** Hands one abandoned attempt's reserved hashes to a new attempt. */
  Optional<Attempt> takeOver(Instant now, Instant lease) {
    var abandoned =
        sql.sql(
                """
                SELECT grant_id, request_id, attempt FROM grant_hash
                WHERE state = 'reserved' AND lease_until < :now
                  AND EXISTS (SELECT FROM signature_request
                    WHERE signature_request.id = grant_hash.request_id
                      AND signature_request.expires_at > :now)
                  AND EXISTS (SELECT FROM approval_grant
                    WHERE approval_grant.id = grant_hash.grant_id
                      AND approval_grant.expires_at > :now - interval '1 hour')
                ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
            .param("now", now.atOffset(UTC))
            .query((row, _) ->
                new Attempt(
                    row.getObject("attempt", UUID.class),
                    new GrantId(row.getObject("grant_id", UUID.class)),
                    new RequestId(row.getObject("request_id", UUID.class)),
                    List.of()))
            .optional();
    return abandoned.map(old -> {
      var id = UUID.randomUUID();
      var hashes =
          sql.sql(
                  """
                  UPDATE grant_hash SET attempt = :new, lease_until = :lease, changed_at = :now
                  WHERE grant_id = :grant AND attempt = :old AND state = 'reserved'
                  RETURNING hash
                  """)
              .param("new", id)
              .param("lease", lease.atOffset(UTC))
              .param("now", now.atOffset(UTC))
              .param("grant", old.grant().value())
              .param("old", old.id())
              .query((row, _) -> Sha256.of(row.getBytes(1)))
              .list();
      return new Attempt(id, old.grant(), old.request(), hashes);
    });
  }

  /** Signing that nobody is at any more: the key may have been used, so its outcome is unknown. */
  List<Attempt> giveUp(Instant now) {
    return sql.sql(
            """
            UPDATE grant_hash SET state = 'unknown', changed_at = :now, lease_until = NULL
            WHERE state = 'signing' AND lease_until < :now AND request_id IS NOT NULL
            RETURNING grant_id, request_id, attempt, hash
            """)
        .param("now", now.atOffset(UTC))
        .query((row, _) ->
            new Attempt(
                row.getObject("attempt", UUID.class),
                new GrantId(row.getObject("grant_id", UUID.class)),
                new RequestId(row.getObject("request_id", UUID.class)),
                List.of(Sha256.of(row.getBytes("hash")))))
        .list();
  }

  /** Where each spent document of a request stands; what is only approved is left out. */
  List<SpentHash> spent(RequestId request) {
    return sql.sql(
            """
            SELECT hash, state, signed_document_id, signed_sha256 FROM grant_hash
            WHERE request_id = :request AND state <> 'approved'
            """)
        .param("request", request.value())
        .query((row, _) -> {
          var signed = row.getObject("signed_document_id", UUID.class);
          var signedHash = row.getBytes("signed_sha256");
          return new SpentHash(
              Sha256.of(row.getBytes("hash")),
              SpentHash.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
              signed == null ? null : new DocumentId(signed),
              signedHash == null ? null : Sha256.of(signedHash));
        })
        .list();
  }

  long unknown() {
    return sql.sql("SELECT count(*) FROM grant_hash WHERE state = 'unknown'")
        .query(Long.class)
        .single();
  }

  private static byte[][] bytes(List<Sha256> hashes) {
    return hashes.stream().map(Sha256::bytes).toArray(byte[][]::new);
  }
}
