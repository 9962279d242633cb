package vn.antin.signing.grant;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;

/**
 * The ledger's rows of documents whose signature values a USB token makes. The token's value is the
 * approval: the row begins when a verified value is there, at {@code signing}, and the same index
 * as for all others keeps a document of a request from being spent twice. It has no lease: the
 * value is kept, so whoever takes over after a crash finishes it without any key. Joins the
 * caller's transaction. Thread-safe.
 */
public final class TokenSpending {
  /** One PIN's worth: the job stands where a grant of auth-server would. */
  public record Job(
      UUID id,
      OfficialId official,
      CredentialId credential,
      RequestId request,
      Sha256 parametersDigest,
      String clientId,
      Instant expiresAt) {}

  /** What became of the wish to spend a document. */
  public enum Begun {
    BEGUN,
    /** It is spent or being spent already, or its request was withdrawn. */
    SPENT,
    /** The credential or its official does not count now. */
    STOPPED
  }

  private final JdbcClient sql;
  private final InstantSource time;

  TokenSpending(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /** Spends the document, if its credential and official count at this moment. */
  public Begun begin(Job job, Sha256 hash) {
    if (!counts(job)) {
      return Begun.STOPPED;
    }
    if (!open(job.request())) {
      return Begun.SPENT;
    }
    remember(job);
    var begun =
        sql.sql(
                """
                INSERT INTO grant_hash (grant_id, hash, request_id, state, attempt, changed_at)
                VALUES (:job, :hash, :request, 'signing', :job, :now) ON CONFLICT DO NOTHING
                """)
            .param("job", job.id())
            .param("hash", hash.bytes())
            .param("request", job.request().value())
            .param("now", time.instant().atOffset(UTC))
            .update();
    return begun == 1 ? Begun.BEGUN : Begun.SPENT;
  }

  /** Whoever withdraws the request waits until the caller's transaction has ended. */
  private boolean open(RequestId request) {
    return sql.sql(
            """
            SELECT id FROM signature_request WHERE id = :id AND withdrawn_at IS NULL FOR SHARE
            """)
        .param("id", request.value())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** Whoever suspends the credential waits until the caller's transaction has ended. */
  private boolean counts(Job job) {
    return sql.sql(
            """
            SELECT credential.id FROM credential
            JOIN official AS signer ON signer.id = :official AND signer.status = 'active'
            LEFT JOIN unit ON unit.id = credential.unit_id
            WHERE credential.id = :credential AND credential.state = 'valid'
              AND credential.valid_to > :now
              AND (credential.official_id IS NULL OR credential.official_id = signer.id)
              AND NOT coalesce(unit.valid_to <= :now OR unit.valid_from > :now, false)
            FOR SHARE OF credential, signer
            """)
        .param("official", job.official().value())
        .param("credential", job.credential().value())
        .param("now", time.instant().atOffset(UTC))
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  private void remember(Job job) {
    sql.sql(
            """
            INSERT INTO approval_grant (id, kind, official_id, credential_id, request_id, hash_type,
              hash_algorithm, parameters_digest, client_id, expires_at, seen_at)
            VALUES (:id, 'usb-token', :official, :credential, :request, 'SDR', :algorithm,
              :parameters, :client, :expiry, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("id", job.id())
        .param("official", job.official().value())
        .param("credential", job.credential().value())
        .param("request", job.request().value())
        .param("algorithm", Sha256.OID)
        .param("parameters", job.parametersDigest().bytes())
        .param("client", job.clientId())
        .param("expiry", job.expiresAt().atOffset(UTC))
        .param("now", time.instant().atOffset(UTC))
        .update();
  }

  /** False when it is not being signed by this job any more. */
  public boolean signed(UUID job, Sha256 hash, DocumentId document, Sha256 signedHash) {
    return sql.sql(
                """
                UPDATE grant_hash SET state = 'signed', changed_at = :now,
                  signed_document_id = :document, signed_sha256 = :signedHash
                WHERE grant_id = :job AND hash = :hash AND attempt = :job AND state = 'signing'
                """)
            .param("now", time.instant().atOffset(UTC))
            .param("document", document.value())
            .param("signedHash", signedHash.bytes())
            .param("job", job)
            .param("hash", hash.bytes())
            .update()
        == 1;
  }

  /** There is a value, and no signed document could be made of it. */
  public boolean unknown(UUID job, Sha256 hash) {
    return sql.sql(
                """
                UPDATE grant_hash SET state = 'unknown', changed_at = :now
                WHERE grant_id = :job AND hash = :hash AND attempt = :job AND state = 'signing'
                """)
            .param("now", time.instant().atOffset(UTC))
            .param("job", job)
            .param("hash", hash.bytes())
            .update()
        == 1;
  }
}
