package vn.antin.signing.agent;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.agent.JobDocument.State;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;

/** Rows of jobs and their documents. Who moves several things calls from within a transaction. */
final class JobRepository {
  private static final String COLUMNS =
      """
      id, request_id, official_id, client_id, credential_id, state, ended_because, created_at,
        expires_at
      """;
  private static final String DOCUMENT =
      "job_id, number, document_id, hash, state, prepared, signature_value\n";

  private final JdbcClient sql;

  JobRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** Nobody else makes a job of this request until the transaction ends. */
  void lock(RequestId request) {
    sql.sql("SELECT pg_advisory_xact_lock(hashtextextended(:request, 72))::text")
        .param("request", request.toString())
        .query(String.class)
        .list();
  }

  void add(Job job, byte[] handleHash) {
    sql.sql(
            """
            INSERT INTO agent_job (id, handle_hash, request_id, official_id, client_id,
              credential_id, state, created_at, expires_at)
            VALUES (:id, :handle, :request, :official, :client, :credential, 'waiting', :created,
              :expiry)
            """)
        .param("id", job.id())
        .param("handle", handleHash)
        .param("request", job.request().value())
        .param("official", job.official().value())
        .param("client", job.clientId())
        .param("credential", job.credential().value())
        .param("created", job.createdAt().atOffset(UTC))
        .param("expiry", job.expiresAt().atOffset(UTC))
        .update();
  }

  void add(JobDocument document) {
    sql.sql(
            """
            INSERT INTO agent_job_document (job_id, number, document_id, hash, prepared, state)
            VALUES (:job, :number, :document, :hash, :prepared, 'prepared')
            """)
        .param("job", document.job())
        .param("number", document.number())
        .param("document", document.document().value())
        .param("hash", document.hash().bytes())
        .param("prepared", document.sealed())
        .update();
  }

  Optional<Job> latest(RequestId request) {
    return sql.sql(
            "SELECT "
                + COLUMNS
                + " FROM agent_job WHERE request_id = :request ORDER BY created_at DESC, id LIMIT 1")
        .param("request", request.value())
        .query(JobRepository::job)
        .optional();
  }

  Optional<Job> find(UUID id) {
    return sql.sql("SELECT " + COLUMNS + " FROM agent_job WHERE id = :id")
        .param("id", id)
        .query(JobRepository::job)
        .optional();
  }

  /** Hands the job out, once. */
  Optional<Job> pull(byte[] handleHash, byte[] secretHash, Instant now) {
    return sql.sql(
            """
            UPDATE agent_job SET state = 'pulled', secret_hash = :secret
            WHERE handle_hash = :handle AND state = 'waiting' AND expires_at > :now
            RETURNING
            """
                + COLUMNS)
        .param("secret", secretHash)
        .param("handle", handleHash)
        .param("now", now.atOffset(UTC))
        .query(JobRepository::job)
        .optional();
  }

  /** Keeps the job as it was handed out: evidence of what the token's holder was shown. */
  void keep(UUID job, String jws) {
    sql.sql("UPDATE agent_job SET jws = :jws WHERE id = :id")
        .param("jws", jws)
        .param("id", job)
        .update();
  }

  /** The job of whoever pulled it, whatever became of it since. */
  Optional<Job> pulled(byte[] handleHash, byte[] secretHash) {
    return sql.sql(
            "SELECT "
                + COLUMNS
                + " FROM agent_job WHERE handle_hash = :handle AND secret_hash = :secret")
        .param("handle", handleHash)
        .param("secret", secretHash)
        .query(JobRepository::job)
        .optional();
  }

  /** Ends a job and forgets what was prepared for it; false when it had ended. */
  boolean end(UUID id, String because, Instant now) {
    var ended =
        sql.sql(
                    """
                    UPDATE agent_job SET state = 'ended', ended_because = :because, ended_at = :now
                    WHERE id = :id AND state <> 'ended'
                    """)
                .param("because", because)
                .param("now", now.atOffset(UTC))
                .param("id", id)
                .update()
            == 1;
    if (ended) {
      sql.sql(
              """
              UPDATE agent_job_document SET state = 'dropped', prepared = NULL
              WHERE job_id = :id AND state = 'prepared'
              """)
          .param("id", id)
          .update();
    }
    return ended;
  }

  Optional<Job> open(RequestId request) {
    return sql.sql(
            "SELECT " + COLUMNS + " FROM agent_job WHERE request_id = :id AND state <> 'ended'")
        .param("id", request.value())
        .query(JobRepository::job)
        .optional();
  }

  List<Job> expired(Instant now) {
    return sql.sql(
            "SELECT "
                + COLUMNS
                + " FROM agent_job WHERE state <> 'ended' AND expires_at <= :now LIMIT 100")
        .param("now", now.atOffset(UTC))
        .query(JobRepository::job)
        .list();
  }

  List<JobDocument> documents(UUID job) {
    return sql.sql(
            "SELECT " + DOCUMENT + " FROM agent_job_document WHERE job_id = :job ORDER BY number")
        .param("job", job)
        .query(JobRepository::document)
        .list();
  }

  Optional<JobDocument> document(UUID job, int number) {
    return sql.sql(
            "SELECT "
                + DOCUMENT
                + " FROM agent_job_document WHERE job_id = :job AND number = :number")
        .param("job", job)
        .param("number", number)
        .query(JobRepository::document)
        .optional();
  }

  Map<State, Integer> counts(UUID job) {
    var counts = new EnumMap<State, Integer>(State.class);
    sql.sql("SELECT state, count(*) FROM agent_job_document WHERE job_id = :job GROUP BY state")
        .param("job", job)
        .query((row, _) -> counts.put(state(row.getString(1)), row.getInt(2)))
        .list();
    return counts;
  }

  /** Takes the value, once: from now on it is this one, whatever else is brought. */
  boolean accept(UUID job, int number, byte[] value, Instant now, Instant lease) {
    return sql.sql(
                """
                UPDATE agent_job_document SET state = 'completing', signature_value = :value,
                  accepted_at = :now, lease_until = :lease
                FROM agent_job
                WHERE agent_job.id = agent_job_document.job_id AND agent_job.state = 'pulled'
                  AND agent_job.expires_at > :now
                  AND job_id = :job AND number = :number AND agent_job_document.state = 'prepared'
                """)
            .param("value", value)
            .param("now", now.atOffset(UTC))
            .param("lease", lease.atOffset(UTC))
            .param("job", job)
            .param("number", number)
            .update()
        == 1;
  }

  /** False when another has finished it. */
  boolean finish(UUID job, int number, State state) {
    return sql.sql(
                """
                UPDATE agent_job_document SET state = :state, prepared = NULL, lease_until = NULL
                WHERE job_id = :job AND number = :number AND state = 'completing'
                """)
            .param("state", state.name().toLowerCase(Locale.ROOT))
            .param("job", job)
            .param("number", number)
            .update()
        == 1;
  }

  /** One whose value is here and that nobody is at any more. */
  Optional<JobDocument> takeOver(Instant now, Instant lease) {
    return sql.sql(
            """
            UPDATE agent_job_document SET lease_until = :lease
            WHERE (job_id, number) = (
              SELECT job_id, number FROM agent_job_document
              WHERE state = 'completing' AND lease_until < :now
              ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                + DOCUMENT)
        .param("now", now.atOffset(UTC))
        .param("lease", lease.atOffset(UTC))
        .query(JobRepository::document)
        .optional();
  }

  /** Whether its value came before this time. */
  boolean acceptedBefore(JobDocument document, Instant limit) {
    return sql.sql(
            """
            SELECT accepted_at < :limit FROM agent_job_document
            WHERE job_id = :job AND number = :number
            """)
        .param("limit", limit.atOffset(UTC))
        .param("job", document.job())
        .param("number", document.number())
        .query(Boolean.class)
        .single();
  }

  private static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getObject("id", UUID.class),
        new RequestId(row.getObject("request_id", UUID.class)),
        new OfficialId(row.getObject("official_id", UUID.class)),
        row.getString("client_id"),
        new CredentialId(row.getObject("credential_id", UUID.class)),
        row.getString("state"),
        row.getString("ended_because"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static JobDocument document(ResultSet row, int number) throws SQLException {
    return new JobDocument(
        row.getObject("job_id", UUID.class),
        row.getInt("number"),
        new DocumentId(row.getObject("document_id", UUID.class)),
        Sha256.of(row.getBytes("hash")),
        state(row.getString("state")),
        row.getBytes("prepared"),
        row.getBytes("signature_value"));
  }

  private static State state(String text) {
    return State.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
