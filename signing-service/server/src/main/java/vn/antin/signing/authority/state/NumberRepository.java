package vn.antin.signing.authority.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.DistinguishedName;

/** Reads what stands under serial numbers of our own authorities. */
final class NumberRepository {
  private static final String NUMBERS =
      """
      SELECT issued.authority, issued.serial_number, issued.profile, issued.state,
        issued.certificate, issued.valid_from, issued.valid_to, credential.id AS credential,
        (SELECT enrolment.server_id FROM server_enrolment AS enrolment
         WHERE enrolment.authority = issued.authority
           AND enrolment.serial_number = issued.serial_number) AS server,
        revocation.revoked_at, revocation.reason
      FROM issued_certificate AS issued
      LEFT JOIN credential ON credential.id = issued.credential_id
        AND credential.certificate = issued.certificate
      LEFT JOIN certificate_revocation AS revocation
        ON revocation.authority = issued.authority
        AND revocation.serial_number = issued.serial_number AND revocation.released_at IS NULL
      WHERE issued.authority = :authority AND
      """;

  private final JdbcClient sql;

  NumberRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** Empty when the authority never gave this number, or nothing was signed under it. */
  Optional<IssuedNumber> find(String authority, String serialNumber) {
    return sql.sql(NUMBERS + "issued.serial_number = :serial AND issued.state <> 'failed'")
        .param("authority", authority)
        .param("serial", serialNumber)
        .query(NumberRepository::number)
        .optional();
  }

  /** Numbers of unknown fate that nobody took back, the latest first. */
  List<IssuedNumber> unknown(String authority, int most) {
    return sql.sql(
            NUMBERS
                + """
                issued.state = 'unknown' AND revocation.serial_number IS NULL
                ORDER BY issued.intended_at DESC, issued.serial_number LIMIT :most
                """)
        .param("authority", authority)
        .param("most", most)
        .query(NumberRepository::number)
        .list();
  }

  private static IssuedNumber number(ResultSet row, int line) throws SQLException {
    var der = row.getBytes("certificate");
    return new IssuedNumber(
        row.getString("authority"),
        row.getString("serial_number"),
        row.getString("profile"),
        row.getString("state"),
        der == null
            ? null
            : DistinguishedName.text(Certificates.decode(der).getSubjectX500Principal()),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        row.getObject("valid_to", OffsetDateTime.class).toInstant(),
        row.getObject("credential", UUID.class),
        row.getObject("server", UUID.class),
        instant(row),
        row.getObject("reason", Integer.class));
  }

  private static @Nullable Instant instant(ResultSet row) throws SQLException {
    var value = row.getObject("revoked_at", OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
