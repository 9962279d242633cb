package vn.antin.signing.authority.server;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.people.People;
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
              server.state = 'allowed' AND unit.id IS NOT NULL AND
            """
                + People.inForce("unit")
                + """
                   AS allowed,
                  server.code_sha256, server.code_expires_at, server.code_tries, server.code_spent_by,
                  server.code_made_by, server.code_client_id, server.code_administers
                FROM allowed_server AS server LEFT JOIN unit ON unit.id = server.unit_id
                WHERE server.id = :id FOR UPDATE OF server
                """)
        .param("id", id)
        .param("now", now.atOffset(UTC))
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
                AdministratorScope.caller(
                    row, "code_made_by", "code_client_id", "code_administers")))
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
}
