package vn.antin.signing.vgca;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.vgca.VgcaDocument.State;

/** Rows of jobs and their documents. Who moves several things calls from within a transaction. */
final class VgcaRepository {
  private static final String JOB =
      """
      id, request_id, official_id, client_id, credential_id, ended_because, created_at, expires_at
      """;
  private static final String DOCUMENT = "job_id, number, document_id, hash, state, problem\n";

  private final JdbcClient sql;

  VgcaRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** Nobody else makes a job of this request until the transaction ends. */
  void lock(RequestId request) {
    sql.sql("SELECT pg_advisory_xact_lock(hashtextextended(:request, 96))::text")
        .param("request", request.toString())
        .query(String.class)
        .list();
  }

  void add(VgcaJob job) {
    sql.sql(
            """
            INSERT INTO vgca_job (id, request_id, official_id, client_id, credential_id, created_at,
              expires_at)
            VALUES (:id, :request, :official, :client, :credential, :created, :expiry)
            """)
        .param("id", job.id())
        .param("request", job.request().value())
        .param("official", job.official().value())
        .param("client", job.clientId())
        .param("credential", job.credential().value())
        .param("created", job.createdAt().atOffset(UTC))
        .param("expiry", job.expiresAt().atOffset(UTC))
        .update();
  }

  void add(VgcaDocument document, byte[] downloadHash, byte[] uploadHash) {
    sql.sql(
            """
            INSERT INTO vgca_document (job_id, number, document_id, hash, state, download_hash,
              upload_hash)
            VALUES (:job, :number, :document, :hash, 'waiting', :download, :upload)
            """)
        .param("job", document.job())
        .param("number", document.number())
        .param("document", document.document().value())
        .param("hash", document.hash().bytes())
        .param("download", downloadHash)
        .param("upload", uploadHash)
        .update();
  }

  Optional<VgcaJob> find(UUID id) {
    return sql.sql("SELECT " + JOB + " FROM vgca_job WHERE id = :id")
        .param("id", id)
        .query(VgcaRepository::job)
        .optional();
  }

  Optional<VgcaJob> latest(RequestId request) {
    return sql.sql(
            "SELECT "
                + JOB
                + " FROM vgca_job WHERE request_id = :request ORDER BY created_at DESC, id LIMIT 1")
        .param("request", request.value())
        .query(VgcaRepository::job)
        .optional();
  }

  Optional<VgcaJob> open(RequestId request) {
    return sql.sql(
            "SELECT "
                + JOB
                + " FROM vgca_job WHERE request_id = :request AND ended_because IS NULL")
        .param("request", request.value())
        .query(VgcaRepository::job)
        .optional();
  }

  List<VgcaDocument> documents(UUID job) {
    return sql.sql("SELECT " + DOCUMENT + " FROM vgca_document WHERE job_id = :job ORDER BY number")
        .param("job", job)
        .query(VgcaRepository::document)
        .list();
  }

  /** False when it had ended. */
  boolean end(UUID job, String because, Instant now) {
    return sql.sql(
                """
                UPDATE vgca_job SET ended_because = :because, ended_at = :now
                WHERE id = :id AND ended_because IS NULL
                """)
            .param("because", because)
            .param("now", now.atOffset(UTC))
            .param("id", job)
            .update()
        == 1;
  }

  /** The document of this download address, once. */
  Optional<VgcaDocument> fetch(byte[] downloadHash, Instant now) {
    return spend(
        """
        UPDATE vgca_document SET state = 'fetched', fetched_at = :now
        FROM vgca_job AS job
        WHERE download_hash = :hash AND state = 'waiting'
        """,
        downloadHash,
        now);
  }

  /** The document of this upload address, once, after it was fetched. */
  Optional<VgcaDocument> giveBack(byte[] uploadHash, Instant now) {
    return spend(
        """
        UPDATE vgca_document SET state = 'returned', returned_at = :now
        FROM vgca_job AS job
        WHERE upload_hash = :hash AND state = 'fetched'
        """,
        uploadHash,
        now);
  }

  private Optional<VgcaDocument> spend(String update, byte[] hash, Instant now) {
    return sql.sql(
            update
                + """
                  AND job.id = job_id AND job.ended_because IS NULL AND job.expires_at > :now
                RETURNING
                """
                + DOCUMENT)
        .param("hash", hash)
        .param("now", now.atOffset(UTC))
        .query(VgcaRepository::document)
        .optional();
  }

  /** False when its job has ended meanwhile, or another has decided. */
  boolean signed(VgcaDocument document, byte[] value, byte[] signed) {
    return sql.sql(
                """
                UPDATE vgca_document SET state = 'signed', signature_value = :value,
                  signed_attributes = :signed
                FROM vgca_job AS job
                WHERE job_id = :job AND number = :number AND state = 'returned'
                  AND job.id = job_id AND job.ended_because IS NULL
                """)
            .param("value", value)
            .param("signed", signed)
            .param("job", document.job())
            .param("number", document.number())
            .update()
        == 1;
  }

  void refused(VgcaDocument document, String problem) {
    sql.sql(
            """
            UPDATE vgca_document SET state = 'refused', problem = :problem
            WHERE job_id = :job AND number = :number AND state = 'returned'
            """)
        .param("problem", problem)
        .param("job", document.job())
        .param("number", document.number())
        .update();
  }

  /** Jobs of which nothing was given back that counts; what was signed is evidence. */
  void forgetOld(Instant before) {
    sql.sql(
            """
            WITH gone AS (
              SELECT id FROM vgca_job
              WHERE expires_at < :before AND NOT EXISTS (SELECT FROM vgca_document
                WHERE job_id = vgca_job.id AND state IN ('returned', 'signed'))
              ORDER BY expires_at LIMIT 1000 FOR UPDATE SKIP LOCKED),
            documents AS (DELETE FROM vgca_document USING gone WHERE job_id = gone.id)
            DELETE FROM vgca_job USING gone WHERE vgca_job.id = gone.id
            """)
        .param("before", before.atOffset(UTC))
        .update();
  }

  private static VgcaJob job(ResultSet row, int number) throws SQLException {
    return new VgcaJob(
        row.getObject("id", UUID.class),
        new RequestId(row.getObject("request_id", UUID.class)),
        new OfficialId(row.getObject("official_id", UUID.class)),
        row.getString("client_id"),
        new CredentialId(row.getObject("credential_id", UUID.class)),
        row.getString("ended_because"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static VgcaDocument document(ResultSet row, int number) throws SQLException {
    return new VgcaDocument(
        row.getObject("job_id", UUID.class),
        row.getInt("number"),
        new DocumentId(row.getObject("document_id", UUID.class)),
        Sha256.of(row.getBytes("hash")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("problem"));
  }
}
