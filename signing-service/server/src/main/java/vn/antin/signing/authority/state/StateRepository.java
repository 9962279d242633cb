package vn.antin.signing.authority.state;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.authority.state.AuthorityState.ListState;
import vn.antin.signing.authority.state.AuthorityState.OcspState;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.DistinguishedName;

final class StateRepository {
  private final JdbcClient sql;
  private final StatusAddresses addresses;
  private final InstantSource time;

  StateRepository(JdbcClient sql, StatusAddresses addresses, InstantSource time) {
    this.sql = sql;
    this.addresses = addresses;
    this.time = time;
  }

  List<AuthorityState> all() {
    return sql.sql(
            """
            SELECT name, kind, state, key_label IS NOT NULL AS here, certificate
            FROM certification_authority ORDER BY state, kind DESC, name
            """)
        .query((row, _) -> state(row))
        .list();
  }

  private AuthorityState state(ResultSet row) throws SQLException {
    var name = row.getString("name");
    var der = row.getBytes("certificate");
    var certificate = der == null ? null : Certificates.decode(der);
    var issued = issued(name);
    return new AuthorityState(
        name,
        row.getString("kind"),
        row.getString("state"),
        row.getBoolean("here"),
        certificate == null ? null : DistinguishedName.text(certificate.getSubjectX500Principal()),
        certificate == null ? null : DistinguishedName.text(certificate.getIssuerX500Principal()),
        certificate == null ? null : certificate.getNotBefore().toInstant(),
        certificate == null ? null : certificate.getNotAfter().toInstant(),
        der == null ? null : HexFormat.of().formatHex(Certificates.sha256(der)),
        list(name, "full", addresses.crl(name)).orElse(null),
        list(name, "delta", addresses.deltaCrl(name)).orElse(null),
        ocsp(name).orElse(null),
        issued,
        revoked(name),
        unknown(name));
  }

  /** {@code kind} is a word of this class, never of a caller. */
  private Optional<ListState> list(String authority, String kind, String address) {
    return sql.sql(
            """
            SELECT number, this_update, %1$s_until, entries FROM crl
            WHERE authority = :authority AND %1$s_der IS NOT NULL ORDER BY number DESC LIMIT 1
            """
                .formatted(kind))
        .param("authority", authority)
        .query((row, _) ->
            new ListState(row.getLong(1), instant(row, 2), instant(row, 3), row.getInt(4), address))
        .optional();
  }

  private Optional<OcspState> ocsp(String authority) {
    return sql.sql(
            """
            SELECT max(valid_to),
              (SELECT count(*) FROM ocsp_answer
               WHERE authority = :authority AND next_update > :now),
              (SELECT count(*) FROM issued_certificate AS issued
               LEFT JOIN ocsp_answer AS answer USING (authority, serial_number)
               WHERE authority = :authority AND issued.state = 'issued' AND issued.valid_to > :now
                 AND issued.profile <> 'ocsp-responder'
                 AND (answer.refresh_at IS NULL OR answer.refresh_at <= :now))
            FROM ocsp_responder WHERE authority = :authority HAVING max(valid_to) IS NOT NULL
            """)
        .param("authority", authority)
        .param("now", now())
        .query((row, _) ->
            new OcspState(instant(row, 1), row.getLong(2), row.getLong(3), addresses.ocsp()))
        .optional();
  }

  private Map<String, Long> issued(String authority) {
    var counts = new HashMap<String, Long>();
    sql.sql(
            """
            SELECT profile, count(*) FROM issued_certificate
            WHERE authority = :authority AND state = 'issued' AND valid_to > :now GROUP BY profile
            """)
        .param("authority", authority)
        .param("now", now())
        .query(row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }

  private long revoked(String authority) {
    return sql.sql(
            """
            SELECT count(*) FROM certificate_revocation AS revocation
            JOIN issued_certificate AS issued USING (authority, serial_number)
            WHERE authority = :authority AND released_at IS NULL AND issued.valid_to > :now
            """)
        .param("authority", authority)
        .param("now", now())
        .query(Long.class)
        .single();
  }

  private long unknown(String authority) {
    return sql.sql(
            """
            SELECT count(*) FROM issued_certificate
            WHERE authority = :authority AND state = 'unknown'
            """)
        .param("authority", authority)
        .query(Long.class)
        .single();
  }

  private OffsetDateTime now() {
    return time.instant().atOffset(UTC);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
