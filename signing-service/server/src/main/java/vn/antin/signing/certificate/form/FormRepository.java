package vn.antin.signing.certificate.form;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** Reads what papers say, within what the caller may see. */
final class FormRepository {
  private static final String FACTS =
      AdministratorScope.SEES
          + """
          SELECT credential.kind, coalesce(official.display_name, seal.name, '') AS holder,
            post.title, coalesce(own.name, seal.name) AS unit, above.name AS above,
            coalesce(request.created_at, credential.created_at) AS created_at, request.pkcs10,
            credential.subject, credential.issuer, credential.serial_number,
            credential.valid_from, credential.valid_to
          FROM credential
          LEFT JOIN certificate_request AS request ON request.credential_id = credential.id
          LEFT JOIN official ON official.id = credential.official_id
          LEFT JOIN unit AS seal ON seal.id = credential.unit_id
          LEFT JOIN LATERAL
          """
          + People.post("credential.official_id", "assignment.unit_id, assignment.title", "true")
          + """
            AS post ON true
          LEFT JOIN unit AS own ON own.id = post.unit_id
          LEFT JOIN unit AS above ON above.id = coalesce(own.parent_id, seal.parent_id)
          WHERE credential.id = :id AND
          """
          + AdministratorScope.HOLDER;

  private final JdbcClient sql;

  FormRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<FormFacts> find(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, FACTS, caller, now)
        .param("id", id)
        .query(FormRepository::facts)
        .optional();
  }

  private static FormFacts facts(ResultSet row, int number) throws SQLException {
    var from = row.getObject("valid_from", OffsetDateTime.class);
    return new FormFacts(
        "seal".equals(row.getString("kind")),
        row.getString("holder"),
        row.getString("title"),
        row.getString("unit"),
        row.getString("above"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getBytes("pkcs10"),
        from == null
            ? null
            : new FormFacts.Certified(
                row.getString("subject"),
                row.getString("issuer"),
                row.getString("serial_number"),
                from.toInstant(),
                row.getObject("valid_to", OffsetDateTime.class).toInstant()));
  }
}
