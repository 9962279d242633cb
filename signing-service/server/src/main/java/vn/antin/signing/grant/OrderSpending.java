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
 * The ledger's rows of documents that are sealed by standing order: one grant for one document. The
 * row begins at {@code signing}, in the transaction that counts the order's use, so there is
 * nothing that a recovery could finish by itself; what a dead node leaves becomes unknown as of all
 * others. Joins the caller's transaction. Thread-safe.
 */
public final class OrderSpending {
  /**
   * One use of an order.
   *
   * @param id of the grant and of its one attempt
   * @param answers the administrator who approved the order
   * @param result what the document is for; it stands where a request's id would
   */
  public record Use(
      UUID id,
      OfficialId answers,
      CredentialId credential,
      UUID result,
      Sha256 parametersDigest,
      String clientId) {}

  private final JdbcClient sql;
  private final InstantSource time;

  OrderSpending(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /**
   * The intent to use the key; commit before it is used. False when the seal does not count now.
   */
  public boolean begin(Use use, Sha256 hash) {
    var now = time.instant();
    if (!counts(use, now)) {
      return false;
    }
    sql.sql(
            """
            INSERT INTO approval_grant (id, kind, official_id, credential_id, request_id, hash_type,
              hash_algorithm, parameters_digest, client_id, expires_at, seen_at)
            VALUES (:id, 'standing-order', :official, :credential, :result, 'SDR', :algorithm,
              :parameters, :client, :now, :now)
            """)
        .param("id", use.id())
        .param("official", use.answers().value())
        .param("credential", use.credential().value())
        .param("result", use.result())
        .param("algorithm", Sha256.OID)
        .param("parameters", use.parametersDigest().bytes())
        .param("client", use.clientId())
        .param("now", now.atOffset(UTC))
        .update();
    sql.sql(
            """
            INSERT INTO grant_hash (grant_id, hash, request_id, state, attempt, lease_until,
              changed_at)
            VALUES (:id, :hash, :result, 'signing', :id, :lease, :now)
            """)
        .param("id", use.id())
        .param("hash", hash.bytes())
        .param("result", use.result())
        .param("lease", now.plus(Grants.LEASE).atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .update();
    return true;
  }

  /** Whoever suspends the credential waits until the caller's transaction has ended. */
  private boolean counts(Use use, Instant now) {
    return sql.sql(
            """
            SELECT credential.id FROM credential
            WHERE credential.id = :credential AND credential.state = 'valid'
              AND credential.valid_to > :now AND credential.unit_id IS NOT NULL
            FOR SHARE
            """)
        .param("credential", use.credential().value())
        .param("now", now.atOffset(UTC))
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** False when nobody is at it any more. */
  public boolean signed(UUID use, Sha256 hash, DocumentId document, Sha256 signedHash) {
    return sql.sql(
                """
                UPDATE grant_hash SET state = 'signed', changed_at = :now, lease_until = NULL,
                  signed_document_id = :document, signed_sha256 = :signedHash
                WHERE grant_id = :use AND hash = :hash AND attempt = :use AND state = 'signing'
                """)
            .param("now", time.instant().atOffset(UTC))
            .param("document", document.value())
            .param("signedHash", signedHash.bytes())
            .param("use", use)
            .param("hash", hash.bytes())
            .update()
        == 1;
  }

  /** The key may have been used, and there is no signed document. */
  public boolean unknown(UUID use, Sha256 hash) {
    return end(use, hash, "unknown");
  }

  /** The key was certainly not used: the document may be handed in again. */
  public boolean notSigned(UUID use, Sha256 hash) {
    return end(use, hash, "approved");
  }

  private boolean end(UUID use, Sha256 hash, String state) {
    return sql.sql(
                """
                UPDATE grant_hash SET state = :state, changed_at = :now, lease_until = NULL
                WHERE grant_id = :use AND hash = :hash AND attempt = :use AND state = 'signing'
                """)
            .param("state", state)
            .param("now", time.instant().atOffset(UTC))
            .param("use", use)
            .param("hash", hash.bytes())
            .update()
        == 1;
  }
}
