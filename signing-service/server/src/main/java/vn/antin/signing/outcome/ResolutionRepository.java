package vn.antin.signing.outcome;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.web.Caller;

/** What a caller may decide about, and what was decided. */
final class ResolutionRepository {
  private static final String ANY =
      AdministratorScope.SECURES
          + """
          SELECT grant_hash.request_id, grant_hash.state, approval_grant.official_id,
            credential.id AS credential_id, credential.certificate
          FROM grant_hash
          JOIN approval_grant ON approval_grant.id = grant_hash.grant_id
          JOIN credential ON credential.id = approval_grant.credential_id
          WHERE grant_hash.grant_id = :grant AND grant_hash.hash = :hash AND
          """
          + AdministratorScope.ANSWERED_FOR;

  private static final String FIND =
      ANY
          + """
           AND (grant_hash.state = 'unknown' OR EXISTS (SELECT FROM outcome_resolution
              WHERE outcome_resolution.grant_id = grant_hash.grant_id
                AND outcome_resolution.hash = grant_hash.hash))
          """;

  // What waited for another's lock sees the row's new state, not the other's new decision.
  private static final String LOCK = ANY + " FOR UPDATE OF grant_hash";

  private final JdbcClient sql;

  ResolutionRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Held> find(Caller.Person caller, OutcomeKey key, Instant now) {
    return query(FIND, caller, key, now);
  }

  /** What was found, as it is now; nobody else decides until the caller's transaction ends. */
  Optional<Held> lock(Caller.Person caller, OutcomeKey key, Instant now) {
    return query(LOCK, caller, key, now);
  }

  private Optional<Held> query(
      String statement, Caller.Person caller, OutcomeKey key, Instant now) {
    return AdministratorScope.bind(sql, statement, caller, now)
        .param("grant", key.grant().value())
        .param("hash", key.hash().bytes())
        .query((row, _) -> {
          var request = row.getObject("request_id", UUID.class);
          return new Held(
              key,
              new OfficialId(row.getObject("official_id", UUID.class)),
              row.getObject("credential_id", UUID.class),
              Certificates.decode(row.getBytes("certificate")),
              request == null ? null : new RequestId(request),
              "unknown".equals(row.getString("state")));
        })
        .optional();
  }

  /** Whether a USB token's value for it came and is kept: then it was signed. */
  boolean valueKept(OutcomeKey key) {
    return bind(
            key,
            """
            SELECT EXISTS (SELECT FROM agent_job_document WHERE job_id = :grant AND hash = :hash
                AND signature_value IS NOT NULL)
              OR EXISTS (SELECT FROM vgca_document WHERE job_id = :grant AND hash = :hash
                AND signature_value IS NOT NULL)
            """)
        .query(Boolean.class)
        .single();
  }

  /** Whether the file stands for another approval. Who asks of the same one waits. */
  boolean fileUsed(OutcomeKey key, byte[] sha256) {
    return used(key, sha256, "state = 'signed' AND signed_sha256 = :proof");
  }

  /** Whether the value stands for another approval. Who asks of the same one waits. */
  boolean valueUsed(OutcomeKey key, byte[] value) {
    return used(key, value, "state = 'signed' AND hash = :hash AND signed_value = :proof");
  }

  private boolean used(OutcomeKey key, byte[] proof, String same) {
    sql.sql("SELECT pg_advisory_xact_lock(hashtextextended(encode(:proof, 'hex'), 94))::text")
        .param("proof", proof)
        .query(String.class)
        .list();
    return bind(
            key,
            "SELECT EXISTS (SELECT FROM grant_hash WHERE "
                + same
                + " AND (grant_id, hash) <> (:grant, :hash))")
        .param("proof", proof)
        .query(Boolean.class)
        .single();
  }

  private JdbcClient.StatementSpec bind(OutcomeKey key, String statement) {
    return sql.sql(statement).param("grant", key.grant().value()).param("hash", key.hash().bytes());
  }

  /** Joins the transaction of the step that it tells of, before it. */
  void remember(OutcomeKey key, String outcome, String reason, Caller.Person caller, Instant now) {
    sql.sql(
            """
            INSERT INTO outcome_resolution (grant_id, hash, outcome, reason, official_id,
              unknown_since, resolved_at)
            SELECT grant_id, hash, :outcome, :reason, :official, changed_at, :now
            FROM grant_hash WHERE grant_id = :grant AND hash = :hash
            """)
        .param("outcome", outcome)
        .param("reason", reason)
        .param("official", caller.official().value())
        .param("now", now.atOffset(UTC))
        .param("grant", key.grant().value())
        .param("hash", key.hash().bytes())
        .update();
  }
}
