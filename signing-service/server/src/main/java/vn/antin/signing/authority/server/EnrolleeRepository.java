package vn.antin.signing.authority.server;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.web.Caller;

/** Allowed servers and their codes as enrolment uses them. Joins the caller's transaction. */
final class EnrolleeRepository {
  /**
   * A server, taken until the transaction ends.
   *
   * @param allowed not withdrawn, and its unit in force
   * @param codeMaker who made the code, with the power of then
   */
  @SuppressWarnings("ArrayRecordComponent") // compared in constant time
  record Row(
      Enrollees.Enrollee enrollee,
      boolean allowed,
      byte[] codeSha256,
      Instant codeExpires,
      int codeTries,
      Caller.Person codeMaker) {}

  private final JdbcClient sql;

  EnrolleeRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Row> take(UUID id, Instant now) {
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
            new Row(
                new Enrollees.Enrollee(
                    new Server(
                        row.getObject("id", UUID.class),
                        row.getObject("unit_id", UUID.class),
                        row.getString("name"),
                        row.getString("profile"),
                        ServerRepository.texts(row.getArray("host_names"))),
                    row.getObject("code_spent_by", UUID.class)),
                row.getBoolean("allowed"),
                row.getBytes("code_sha256"),
                row.getObject("code_expires_at", OffsetDateTime.class).toInstant(),
                row.getInt("code_tries"),
                new Caller.Person(
                    new OfficialId(row.getObject("code_made_by", UUID.class)),
                    row.getString("code_client_id"),
                    Stream.of((UUID[]) row.getArray("code_administers").getArray())
                        .map(UnitId::new)
                        .toList())))
        .optional();
  }

  void wrongCode(UUID server) {
    sql.sql("UPDATE allowed_server SET code_tries = code_tries + 1 WHERE id = :id")
        .param("id", server)
        .update();
  }

  void spend(UUID server, UUID enrolment) {
    sql.sql("UPDATE allowed_server SET code_spent_by = :enrolment WHERE id = :id")
        .param("id", server)
        .param("enrolment", enrolment)
        .update();
  }

  void release(UUID enrolment) {
    sql.sql("UPDATE allowed_server SET code_spent_by = NULL WHERE code_spent_by = :enrolment")
        .param("enrolment", enrolment)
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
