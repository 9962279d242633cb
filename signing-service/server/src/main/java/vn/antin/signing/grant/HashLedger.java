package vn.antin.signing.grant;

import static java.time.ZoneOffset.UTC;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;

/**
 * The ledger's rows of hashes that applications made. The same steps as a document's, each
 * conditional on the one before and on the attempt: approved, reserved, signing, signed or unknown.
 * What a dead node left reserved is approved again, for nobody waits for it; what it left signing
 * becomes unknown. Every method joins the caller's transaction. Thread-safe.
 */
public final class HashLedger {
  /** A hash whose key was used, or not, by a node that went away. */
  public record GivenUp(GrantId grant, OfficialId official, HashValue hash) {}

  /** What earlier tries under the same attempt have done with the hashes of a call. */
  public sealed interface Earlier {
    /** The values of those that were signed; the others are free, or another call's. */
    record Signed(Map<HashValue, byte[]> values) implements Earlier {
      public Signed {
        values = Map.copyOf(values);
      }
    }

    /** A node is at one of them, or went away and its lease has not ended. */
    record BeingSigned() implements Earlier {}

    /** Of one it is not known whether it was signed. */
    record Unknown() implements Earlier {}
  }

  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  private record Row(HashValue hash, String state, byte @Nullable [] value) {}

  private final JdbcClient sql;
  private final InstantSource time;

  HashLedger(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /** How far the attempt came with these. */
  public Earlier earlier(GrantId grant, UUID attempt, List<HashValue> hashes) {
    var rows =
        sql.sql(
                """
                SELECT hash, state, signed_value FROM grant_hash
                WHERE grant_id = :grant AND attempt = :attempt AND hash = ANY (:hashes::bytea[])
                """)
            .param("grant", grant.value())
            .param("attempt", attempt)
            .param("hashes", bytes(hashes))
            .query((row, _) ->
                new Row(
                    HashValue.of(row.getBytes("hash")),
                    row.getString("state"),
                    row.getBytes("signed_value")))
            .list();
    var values = new HashMap<HashValue, byte[]>();
    for (var row : rows) {
      if (row.state().equals("unknown")) {
        return new Earlier.Unknown();
      }
      if (row.value() != null) {
        values.put(row.hash(), row.value());
      }
    }
    return values.size() == rows.size() ? new Earlier.Signed(values) : new Earlier.BeingSigned();
  }

  /** Takes note of a grant; false when it is not the one that was seen under its id first. */
  public boolean remember(HashGrant grant) {
    sql.sql(
            """
            WITH first_seen AS (
              INSERT INTO approval_grant (id, official_id, credential_id, hash_type, hash_algorithm,
                client_id, expires_at, seen_at)
              VALUES (:id, :official, :credential, :type, :algorithm, :client, :expiry, :now)
              ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO grant_hash (grant_id, hash, state, changed_at)
            SELECT first_seen.id, hash, 'approved', :now
            FROM first_seen, unnest(:hashes::bytea[]) AS hash
            """)
        .param("id", grant.id().value())
        .param("official", grant.official().value())
        .param("credential", grant.credential().value())
        .param("type", grant.hashType())
        .param("algorithm", grant.hashAlgorithm())
        .param("client", grant.clientId())
        .param("expiry", grant.expiresAt().atOffset(UTC))
        .param("now", time.instant().atOffset(UTC))
        .param("hashes", bytes(grant.hashes()))
        .update();
    return same(grant);
  }

  private boolean same(HashGrant grant) {
    var known =
        sql.sql(
                """
                SELECT EXISTS (SELECT FROM approval_grant
                  WHERE id = :id AND official_id = :official AND credential_id = :credential
                    AND request_id IS NULL AND hash_type = :type AND hash_algorithm = :algorithm
                    AND client_id = :client)
                """)
            .param("id", grant.id().value())
            .param("official", grant.official().value())
            .param("credential", grant.credential().value())
            .param("type", grant.hashType())
            .param("algorithm", grant.hashAlgorithm())
            .param("client", grant.clientId())
            .query(Boolean.class)
            .single();
    var hashes =
        sql.sql("SELECT hash FROM grant_hash WHERE grant_id = :id")
            .param("id", grant.id().value())
            .query((row, _) -> HashValue.of(row.getBytes(1)))
            .list();
    return known && new HashSet<>(hashes).equals(new HashSet<>(grant.hashes()));
  }

  /** Moves all these hashes to reserved; answers how many it could, the caller undoes fewer. */
  public int reserve(GrantId grant, UUID attempt, List<HashValue> hashes) {
    var now = time.instant();
    return sql.sql(
            """
            WITH named AS (
              SELECT grant_id, hash FROM grant_hash
              WHERE grant_id = :grant AND hash = ANY (:hashes::bytea[]) AND state = 'approved'
                AND NOT
            """
                + GrantRepository.STOPPED
                + """
                  ORDER BY hash FOR UPDATE)
                UPDATE grant_hash SET state = 'reserved', attempt = :attempt, lease_until = :lease,
                  changed_at = :now
                FROM named
                WHERE grant_hash.grant_id = named.grant_id AND grant_hash.hash = named.hash
                  AND grant_hash.state = 'approved'
                """)
        .param("grant", grant.value())
        .param("hashes", bytes(hashes))
        .param("attempt", attempt)
        .param("lease", now.plus(Grants.LEASE).atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** Whether the grant's credential or official does not count now. */
  public boolean stopped(GrantId grant) {
    return sql.sql("SELECT " + GrantRepository.STOPPED)
        .param("grant", grant.value())
        .param("now", time.instant().atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  /**
   * The intent to use the key; to be committed before. Answers which may be used: the others are
   * not the attempt's any more, or what they were approved with does not count now.
   */
  public Set<HashValue> begin(GrantId grant, UUID attempt, List<HashValue> hashes) {
    return step(
        grant, attempt, hashes, "reserved", "signing", "AND NOT " + GrantRepository.STOPPED);
  }

  /** Answers which moved. */
  public Set<HashValue> unknown(GrantId grant, UUID attempt, List<HashValue> hashes) {
    return step(grant, attempt, hashes, "signing", "unknown", "");
  }

  /** The key was certainly not used for these; answers which moved. */
  public Set<HashValue> notSigned(GrantId grant, UUID attempt, List<HashValue> hashes) {
    return step(grant, attempt, hashes, "signing", "reserved", "");
  }

  private Set<HashValue> step(
      GrantId grant, UUID attempt, List<HashValue> hashes, String from, String to, String unless) {
    var now = time.instant();
    return sql.sql(
            """
            UPDATE grant_hash SET state = :to, changed_at = :now, lease_until = :lease
            WHERE grant_id = :grant AND hash = ANY (:hashes::bytea[]) AND attempt = :attempt
              AND state = :from
            %s
            RETURNING hash
            """
                .formatted(unless))
        .param("to", to)
        .param("from", from)
        .param("now", now.atOffset(UTC))
        .param("lease", now.plus(Grants.LEASE).atOffset(UTC))
        .param("grant", grant.value())
        .param("hashes", bytes(hashes))
        .param("attempt", attempt)
        .query((row, _) -> HashValue.of(row.getBytes(1)))
        .set();
  }

  /** Keeps the values; answers of which: the others are not the attempt's any more. */
  public Set<HashValue> signed(GrantId grant, UUID attempt, Map<HashValue, byte[]> values) {
    var hashes = List.copyOf(values.keySet());
    return sql.sql(
            """
            UPDATE grant_hash SET state = 'signed', changed_at = :now, lease_until = NULL,
              signed_value = made.value
            FROM unnest(:hashes::bytea[], :values::bytea[]) AS made (source, value)
            WHERE grant_id = :grant AND hash = made.source AND attempt = :attempt
              AND state = 'signing'
            RETURNING hash
            """)
        .param("now", time.instant().atOffset(UTC))
        .param("hashes", bytes(hashes))
        .param("values", hashes.stream().map(values::get).toArray(byte[][]::new))
        .param("grant", grant.value())
        .param("attempt", attempt)
        .query((row, _) -> HashValue.of(row.getBytes(1)))
        .set();
  }

  /** What the attempt has reserved is still being worked at; what is begun just now is left out. */
  public void renew(GrantId grant, UUID attempt) {
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
        .param("lease", time.instant().plus(Grants.LEASE).atOffset(UTC))
        .param("grant", grant.value())
        .param("attempt", attempt)
        .update();
  }

  /** What the attempt has reserved and not begun may be spent again. */
  public void release(GrantId grant, UUID attempt) {
    sql.sql(
            """
            UPDATE grant_hash SET state = 'approved', attempt = NULL, lease_until = NULL,
              changed_at = :now
            WHERE grant_id = :grant AND attempt = :attempt AND state = 'reserved'
            """)
        .param("now", time.instant().atOffset(UTC))
        .param("grant", grant.value())
        .param("attempt", attempt)
        .update();
  }

  /** Ends what nodes that went away have left; gives what is unknown now. */
  public List<GivenUp> giveUp() {
    var now = time.instant().atOffset(UTC);
    sql.sql(
            """
            UPDATE grant_hash SET state = 'approved', attempt = NULL, lease_until = NULL,
              changed_at = :now
            WHERE state = 'reserved' AND lease_until < :now AND request_id IS NULL
            """)
        .param("now", now)
        .update();
    return sql.sql(
            """
            UPDATE grant_hash SET state = 'unknown', changed_at = :now, lease_until = NULL
            FROM approval_grant
            WHERE approval_grant.id = grant_hash.grant_id AND state = 'signing'
              AND lease_until < :now AND grant_hash.request_id IS NULL
            RETURNING grant_id, approval_grant.official_id, hash
            """)
        .param("now", now)
        .query((row, _) ->
            new GivenUp(
                new GrantId(row.getObject("grant_id", UUID.class)),
                new OfficialId(row.getObject("official_id", UUID.class)),
                HashValue.of(row.getBytes("hash"))))
        .list();
  }

  private static byte[][] bytes(List<HashValue> hashes) {
    return hashes.stream().map(HashValue::bytes).toArray(byte[][]::new);
  }
}
