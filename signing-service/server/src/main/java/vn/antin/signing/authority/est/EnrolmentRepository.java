package vn.antin.signing.authority.est;

import static java.time.ZoneOffset.UTC;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;

/** Enrolments of servers. Joins the caller's transaction. */
final class EnrolmentRepository {
  /**
   * One node's turn to work on an enrolment. Whoever has a turn that is not the last one any more
   * changes nothing.
   *
   * @param until when another may take it over
   */
  record Turn(UUID enrolment, Instant until) {
    Turn {
      until = until.truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }
  }

  /** An enrolment; its certificate when there is one that is not taken back. */
  @SuppressWarnings("ArrayRecordComponent") // compared by value where it matters
  record Enrolment(
      UUID id,
      byte[] requestSha256,
      String state,
      Turn turn,
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
        .param("now", now.atOffset(UTC))
        .query(UUID.class)
        .optional();
  }

  /**
   * Whether the enrolment waits still for whoever has this turn, and its server is allowed; it
   * stays so until the transaction ends.
   */
  boolean awaited(Turn turn) {
    return sql.sql(
            """
            SELECT enrolment.id FROM server_enrolment AS enrolment
            JOIN allowed_server AS server ON server.id = enrolment.server_id
            WHERE enrolment.id = :id AND enrolment.taken_until = :turn
              AND enrolment.state = 'waiting' AND server.state = 'allowed'
            FOR SHARE
            """)
        .param("id", turn.enrolment())
        .param("turn", turn.until().atOffset(UTC))
        .query(UUID.class)
        .optional()
        .isPresent();
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
        .param("since", since.atOffset(UTC))
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
        .param("since", since.atOffset(UTC))
        .query(Integer.class)
        .single();
  }

  void begin(Turn turn, UUID server, byte[] requestSha256, Instant now) {
    sql.sql(
            """
            INSERT INTO server_enrolment (id, server_id, request_sha256, state, taken_until,
              created_at)
            VALUES (:id, :server, :request, 'waiting', :until, :now)
            """)
        .param("id", turn.enrolment())
        .param("server", server)
        .param("request", requestSha256)
        .param("until", turn.until().atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** Gives the turn to whoever comes next, from then on. */
  Turn pass(Turn turn, Instant until) {
    var next = new Turn(turn.enrolment(), until);
    sql.sql(
            """
            UPDATE server_enrolment SET taken_until = :until
            WHERE id = :id AND taken_until = :turn AND state = 'waiting'
            """)
        .param("id", turn.enrolment())
        .param("turn", turn.until().atOffset(UTC))
        .param("until", next.until().atOffset(UTC))
        .update();
    return next;
  }

  boolean refuse(Turn turn, Instant now) {
    return end(turn, "refused", now);
  }

  boolean doubt(Turn turn, Instant now) {
    return end(turn, "unknown", now);
  }

  /** False when it had ended before, or another has it now. */
  private boolean end(Turn turn, String state, Instant now) {
    return sql.sql(
                """
                UPDATE server_enrolment SET state = :state, finished_at = :now
                WHERE id = :id AND taken_until = :turn AND state = 'waiting'
                """)
            .param("id", turn.enrolment())
            .param("turn", turn.until().atOffset(UTC))
            .param("state", state)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
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
            .param("now", now.atOffset(UTC))
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

  private static Enrolment enrolment(ResultSet row, int number) throws SQLException {
    var finished = row.getObject("finished_at", OffsetDateTime.class);
    var id = row.getObject("id", UUID.class);
    return new Enrolment(
        id,
        row.getBytes("request_sha256"),
        row.getString("state"),
        new Turn(id, row.getObject("taken_until", OffsetDateTime.class).toInstant()),
        finished == null ? null : finished.toInstant(),
        certificate(row.getBytes("certificate")));
  }

  private static @Nullable X509Certificate certificate(byte @Nullable [] der) {
    return der == null ? null : Certificates.decode(der);
  }
}
