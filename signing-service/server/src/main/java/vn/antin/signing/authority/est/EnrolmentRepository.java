package vn.antin.signing.authority.est;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.web.Caller;

/** Enrolments and the codes that they spend. Joins the caller's transaction. */
final class EnrolmentRepository {
  /**
   * A server, taken until the transaction ends.
   *
   * @param allowed not withdrawn, and its unit in force
   * @param spentBy the enrolment that the code was used for
   * @param codeMaker who made the code, with the power of then
   */
  @SuppressWarnings("ArrayRecordComponent") // compared in constant time
  record Taken(
      Server server,
      boolean allowed,
      byte[] codeSha256,
      Instant codeExpires,
      int codeTries,
      @Nullable UUID spentBy,
      Caller.Person codeMaker) {}

  /** An enrolment; its certificate when there is one that is not taken back. */
  @SuppressWarnings("ArrayRecordComponent") // compared by value where it matters
  record Enrolment(
      UUID id,
      byte[] requestSha256,
      String state,
      Instant takenUntil,
      @Nullable Instant finishedAt,
      @Nullable X509Certificate certificate) {}

  /** What the ledger says of an enrolment that nobody is working on. */
  record Entry(
      String authority, String serialNumber, String state, @Nullable X509Certificate certificate) {}

  private static final String ENROLMENT =
      """
      SELECT enrolment.id, enrolment.request_sha256, enrolment.state, enrolment.taken_until,
        enrolment.finished_at, CASE WHEN revocation.reason IS NULL THEN issued.certificate END
          AS certificate
      FROM server_enrolment AS enrolment
      LEFT JOIN issued_certificate AS issued ON issued.authority = enrolment.authority
        AND issued.serial_number = enrolment.serial_number
      LEFT JOIN certificate_revocation AS revocation ON revocation.authority = issued.authority
        AND revocation.serial_number = issued.serial_number AND revocation.released_at IS NULL
      """;

  private final JdbcClient sql;

  EnrolmentRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Taken> take(UUID id, Instant now) {
    return sql.sql(
            """
            SELECT server.id, server.unit_id, server.name, server.profile, server.host_names,
              server.state = 'allowed' AND unit.id IS NOT NULL
                AND (unit.valid_from IS NULL OR unit.valid_from <= :now)
                AND (unit.valid_to IS NULL OR unit.valid_to > :now) AS allowed,
              server.code_sha256, server.code_expires_at, server.code_tries, server.code_spent_by,
              server.code_made_by, server.code_client_id, server.code_administers
            FROM allowed_server AS server LEFT JOIN unit ON unit.id = server.unit_id
            WHERE server.id = :id FOR UPDATE OF server
            """)
        .param("id", id)
        .param("now", utc(now))
        .query((row, _) ->
            new Taken(
                new Server(
                    row.getObject("id", UUID.class),
                    row.getObject("unit_id", UUID.class),
                    row.getString("name"),
                    row.getString("profile"),
                    ServerRepository.texts(row.getArray("host_names"))),
                row.getBoolean("allowed"),
                row.getBytes("code_sha256"),
                row.getObject("code_expires_at", OffsetDateTime.class).toInstant(),
                row.getInt("code_tries"),
                row.getObject("code_spent_by", UUID.class),
                new Caller.Person(
                    new OfficialId(row.getObject("code_made_by", UUID.class)),
                    row.getString("code_client_id"),
                    Stream.of((UUID[]) row.getArray("code_administers").getArray())
                        .map(UnitId::new)
                        .toList())))
        .optional();
  }

  /** Whose certificate this is, when it is in force now. */
  Optional<UUID> serverOf(X509Certificate certificate, Instant now) {
    return sql.sql(
            """
            SELECT enrolment.server_id FROM server_enrolment AS enrolment
            JOIN issued_certificate AS issued ON issued.authority = enrolment.authority
              AND issued.serial_number = enrolment.serial_number
            WHERE enrolment.serial_number = :serial AND issued.certificate = :certificate
              AND issued.valid_from <= :now AND issued.valid_to > :now
              AND NOT EXISTS (SELECT FROM certificate_revocation AS revocation
                WHERE revocation.authority = issued.authority
                  AND revocation.serial_number = issued.serial_number
                  AND revocation.released_at IS NULL)
            """)
        .param("serial", Certificates.serialNumber(certificate))
        .param("certificate", Certificates.encode(certificate))
        .param("now", utc(now))
        .query(UUID.class)
        .optional();
  }

  void wrongCode(UUID server) {
    sql.sql("UPDATE allowed_server SET code_tries = code_tries + 1 WHERE id = :id")
        .param("id", server)
        .update();
  }

  Optional<Enrolment> find(UUID id) {
    return sql.sql(ENROLMENT + "WHERE enrolment.id = :id")
        .param("id", id)
        .query(EnrolmentRepository::enrolment)
        .optional();
  }

  /** The latest for this request that waits, or began after that moment. */
  Optional<Enrolment> latest(UUID server, byte[] requestSha256, Instant since) {
    return sql.sql(
            ENROLMENT
                + """
                WHERE enrolment.server_id = :server AND enrolment.request_sha256 = :request
                  AND enrolment.state <> 'refused'
                  AND (enrolment.state = 'waiting' OR enrolment.created_at > :since)
                ORDER BY enrolment.created_at DESC, enrolment.id LIMIT 1
                """)
        .param("server", server)
        .param("request", requestSha256)
        .param("since", utc(since))
        .query(EnrolmentRepository::enrolment)
        .optional();
  }

  int count(UUID server, Instant since) {
    return sql.sql(
            """
            SELECT count(*) FROM server_enrolment
            WHERE server_id = :server AND created_at > :since
            """)
        .param("server", server)
        .param("since", utc(since))
        .query(Integer.class)
        .single();
  }

  void begin(UUID id, UUID server, byte[] requestSha256, Instant until, Instant now) {
    sql.sql(
            """
            INSERT INTO server_enrolment (id, server_id, request_sha256, state, taken_until,
              created_at)
            VALUES (:id, :server, :request, 'waiting', :until, :now)
            """)
        .param("id", id)
        .param("server", server)
        .param("request", requestSha256)
        .param("until", utc(until))
        .param("now", utc(now))
        .update();
  }

  void hold(UUID id, Instant until) {
    sql.sql("UPDATE server_enrolment SET taken_until = :until WHERE id = :id")
        .param("id", id)
        .param("until", utc(until))
        .update();
  }

  void spend(UUID server, UUID enrolment) {
    sql.sql("UPDATE allowed_server SET code_spent_by = :enrolment WHERE id = :id")
        .param("id", server)
        .param("enrolment", enrolment)
        .update();
  }

  /** Nothing came of it: the code is as good as before. */
  void refuse(UUID id, Instant now) {
    end(id, "refused", now);
    sql.sql("UPDATE allowed_server SET code_spent_by = NULL WHERE code_spent_by = :enrolment")
        .param("enrolment", id)
        .update();
  }

  void doubt(UUID id, Instant now) {
    end(id, "unknown", now);
  }

  private void end(UUID id, String state, Instant now) {
    sql.sql(
            """
            UPDATE server_enrolment SET state = :state, finished_at = :now
            WHERE id = :id AND state = 'waiting'
            """)
        .param("id", id)
        .param("state", state)
        .param("now", utc(now))
        .update();
  }

  /** False when it had ended before. */
  boolean finish(UUID id, Entry entry, Instant now) {
    return sql.sql(
                """
                UPDATE server_enrolment SET state = 'issued', authority = :authority,
                  serial_number = :serial, finished_at = :now
                WHERE id = :id AND state = 'waiting'
                """)
            .param("id", id)
            .param("authority", entry.authority())
            .param("serial", entry.serialNumber())
            .param("now", utc(now))
            .update()
        == 1;
  }

  /** The last serial number that was given for an enrolment. */
  Optional<Entry> entry(UUID enrolment) {
    return sql.sql(
            """
            SELECT authority, serial_number, state, certificate FROM issued_certificate
            WHERE credential_id = :enrolment ORDER BY intended_at DESC, serial_number LIMIT 1
            """)
        .param("enrolment", enrolment)
        .query((row, _) ->
            new Entry(
                row.getString("authority"),
                row.getString("serial_number"),
                row.getString("state"),
                certificate(row.getBytes("certificate"))))
        .optional();
  }

  private static Enrolment enrolment(java.sql.ResultSet row, int number)
      throws java.sql.SQLException {
    var finished = row.getObject("finished_at", OffsetDateTime.class);
    return new Enrolment(
        row.getObject("id", UUID.class),
        row.getBytes("request_sha256"),
        row.getString("state"),
        row.getObject("taken_until", OffsetDateTime.class).toInstant(),
        finished == null ? null : finished.toInstant(),
        certificate(row.getBytes("certificate")));
  }

  private static @Nullable X509Certificate certificate(byte @Nullable [] der) {
    return der == null ? null : Certificates.decode(der);
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
