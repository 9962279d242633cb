package vn.antin.signing.evidence;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.web.Caller;

/** Reads what evidence is made of. */
final class EvidenceRepository {
  /** Of the application that asked, of the one whose documents they are, of who approved. */
  private static final String THEIRS =
      """
      (grant_hash.hash = :hash OR grant_hash.signed_sha256 = :hash)
        AND grant_hash.state = 'signed'
        AND CASE WHEN CAST(:official AS uuid) IS NULL
          THEN approval_grant.client_id = :client OR signature_request.client_id = :client
          ELSE approval_grant.official_id = :official END
      """;

  private final JdbcClient sql;

  EvidenceRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * The latest signature over this hash, or whose result has it, that the caller may see. The value
   * of a document's signature is over more than the document's hash, so it proves nothing here.
   */
  Optional<SignatureEvidence> find(byte[] hash, Caller caller) {
    var official = caller instanceof Caller.Person person ? person.official().value() : null;
    return sql.sql(
            """
            SELECT grant_hash.grant_id, grant_hash.request_id, approval_grant.credential_id,
              grant_hash.hash, grant_hash.changed_at, grant_hash.signed_sha256,
              CASE WHEN approval_grant.hash_type = 'DTBSR' OR approval_grant.kind = 'usb-token'
                THEN grant_hash.signed_value END AS signed_value,
              approval_grant.kind, approval_grant.official_id,
              credential.certificate, credential.issuers
            FROM grant_hash
            JOIN approval_grant ON approval_grant.id = grant_hash.grant_id
            JOIN credential ON credential.id = approval_grant.credential_id
            LEFT JOIN signature_request ON signature_request.id = grant_hash.request_id
            WHERE
            """
                + THEIRS
                + " ORDER BY grant_hash.changed_at DESC LIMIT 1")
        .param("hash", hash)
        .param("official", official)
        .param("client", caller.clientId())
        .query(EvidenceRepository::signature)
        .optional();
  }

  /** Whether the application had this sealed by standing order, which nobody approved. */
  boolean byOrder(byte[] hash, Caller caller) {
    return sql.sql(
            """
            SELECT EXISTS (SELECT FROM grant_hash
              JOIN approval_grant ON approval_grant.id = grant_hash.grant_id
              WHERE (grant_hash.hash = :hash OR grant_hash.signed_sha256 = :hash)
                AND grant_hash.state = 'signed' AND approval_grant.kind = 'standing-order'
                AND approval_grant.client_id = :client)
            """)
        .param("hash", hash)
        .param("client", caller.clientId())
        .query(Boolean.class)
        .single();
  }

  private static SignatureEvidence signature(ResultSet row, int number) throws SQLException {
    var issuers = row.getArray("issuers");
    var others = issuers == null ? new byte[0][] : (byte[][]) issuers.getArray();
    var certificates = Arrays.copyOf(new byte[][] {row.getBytes("certificate")}, 1 + others.length);
    System.arraycopy(others, 0, certificates, 1, others.length);
    return new SignatureEvidence(
        row.getObject("grant_id", UUID.class),
        row.getObject("request_id", UUID.class),
        row.getObject("credential_id", UUID.class),
        row.getBytes("hash"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        row.getBytes("signed_sha256"),
        row.getBytes("signed_value"),
        "usb-token".equals(row.getString("kind")) ? row.getObject("official_id", UUID.class) : null,
        certificates);
  }

  /**
   * What a token made for this document, and what it was given: the job as the agent got it, or the
   * attributes that another program had it sign.
   */
  Optional<TokenValue> token(SignatureEvidence signature) {
    return sql.sql(
            """
            SELECT document.signature_value, job.jws, NULL::bytea AS signed_attributes
            FROM agent_job AS job JOIN agent_job_document AS document ON document.job_id = job.id
            WHERE job.id = :job AND document.hash = :hash AND document.state = 'signed'
              AND job.jws IS NOT NULL
            UNION ALL
            SELECT signature_value, NULL, signed_attributes FROM vgca_document
            WHERE job_id = :job AND hash = :hash AND state = 'signed'
            """)
        .param("job", signature.grant())
        .param("hash", signature.hash())
        .query((row, _) ->
            new TokenValue(
                row.getBytes("signature_value"),
                row.getString("jws"),
                row.getBytes("signed_attributes")))
        .optional();
  }

  /** What the responder said that was in force then; none of certificates that are not ours. */
  List<byte[]> status(UUID credential, Instant at) {
    return sql.sql(
            """
            SELECT der FROM signing_status
            WHERE credential_id = :credential AND this_update <= :at AND next_update > :at
            ORDER BY this_update DESC LIMIT 1
            """)
        .param("credential", credential)
        .param("at", at.atOffset(UTC))
        .query((row, _) -> row.getBytes(1))
        .list();
  }

  /** The latest audit row of this type that says so; empty while there is none. */
  Optional<Long> auditRow(SignatureEvidence signature, String type, Map<String, String> facts) {
    return sql.sql(
            """
            SELECT id FROM audit.entry
            WHERE object = ANY (:objects) AND type = :type
              AND facts @> jsonb_object(CAST(:names AS text[]), CAST(:values AS text[]))
            ORDER BY id DESC LIMIT 1
            """)
        .param("objects", objects(signature))
        .param("type", type)
        .param("names", facts.keySet().toArray(String[]::new))
        .param("values", facts.values().toArray(String[]::new))
        .query(Long.class)
        .optional();
  }

  private static String[] objects(SignatureEvidence signature) {
    @Nullable UUID request = signature.request();
    return request == null
        ? new String[] {signature.grant().toString()}
        : new String[] {request.toString(), signature.grant().toString()};
  }

  /**
   * Keeps the responder's answers about what was used since: one for each time that an answer was
   * in force.
   */
  int keepStatuses(Instant since) {
    return sql.sql(
            """
            INSERT INTO signing_status (credential_id, this_update, next_update, der)
            SELECT DISTINCT ON (credential.id) credential.id, ocsp_answer.this_update,
              ocsp_answer.next_update, ocsp_answer.der
            FROM grant_hash
            JOIN approval_grant ON approval_grant.id = grant_hash.grant_id
            JOIN credential ON credential.id = approval_grant.credential_id
              AND credential.source = 'authority'
            JOIN ocsp_answer ON ocsp_answer.serial_number = credential.serial_number
            WHERE grant_hash.state = 'signed' AND grant_hash.changed_at > :since
            ON CONFLICT DO NOTHING
            """)
        .param("since", since.atOffset(UTC))
        .update();
  }
}
