package vn.antin.signing.certificate.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CertificateVersion;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.DistinguishedName;
import vn.antin.signing.key.KeyAbilities;
import vn.antin.signing.key.KeyAbility;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.web.Caller;

/** Single certificates, as far as the caller's units reach. */
final class CertificateFiles {
  private static final String FIND =
      CertificateRegister.LINES
          + """
          SELECT line.*, credential.key_algorithm, credential.key_label,
            credential.authority,
            CASE WHEN credential.source = 'usb-token' THEN
              CASE WHEN credential.possession_proved THEN 'proved' ELSE 'vouched' END END
              AS possession,
            named.name AS named_unit,
            credential.automatic, credential.changed_at, credential.replaces,
            successor.id AS replaced_by, credential.certificate, credential.issuers,
          """
          + CertificateVersion.COLUMN
          + """
             AS version
          FROM line JOIN credential ON credential.id = line.id
          LEFT JOIN unit AS named ON named.id = credential.named_unit_id
          LEFT JOIN credential AS successor ON successor.replaces = credential.id
            AND successor.certificate IS NOT NULL
          WHERE line.id = :id
          ORDER BY successor.created_at DESC LIMIT 1
          """;

  private static final String HISTORY =
      """
      SELECT event.at, event.event, event.reason, event.note, official.display_name
      FROM credential_event AS event LEFT JOIN official ON official.id = event.actor
      WHERE event.credential_id = :id ORDER BY event.id DESC LIMIT 500
      """;

  private final JdbcClient sql;
  private final KeyAbilities abilities;
  private final InstantSource time;

  CertificateFiles(JdbcClient sql, KeyAbilities abilities, InstantSource time) {
    this.sql = sql;
    this.abilities = abilities;
    this.time = time;
  }

  /** Empty when there is none within the caller's units. */
  Optional<CertificateFile> find(Caller.Person caller, UUID id, UnaryOperator<String> words) {
    return AdministratorScope.bind(sql, FIND, caller, time.instant())
        .param("id", id)
        .query((row, _) -> file(row, history(id, words), words))
        .optional();
  }

  private List<CertificateFile.Event> history(UUID id, UnaryOperator<String> words) {
    return sql.sql(HISTORY)
        .param("id", id)
        .query((row, _) -> {
          var reason = row.getString("reason");
          return new CertificateFile.Event(
              row.getObject("at", OffsetDateTime.class).toInstant(),
              row.getString("event"),
              reason,
              reason == null ? null : words.apply(reason),
              row.getString("display_name"),
              row.getString("note"));
        })
        .list();
  }

  private CertificateFile file(
      ResultSet row, List<CertificateFile.Event> history, UnaryOperator<String> words)
      throws SQLException {
    var reason = row.getString("reason");
    var line =
        new CertificateRegister.Line(
            row.getObject("id", UUID.class),
            row.getString("kind"),
            row.getString("source"),
            row.getString("holder"),
            row.getString("unit"),
            row.getString("subject"),
            row.getString("serial_number"),
            row.getString("issuer"),
            instant(row, "valid_from"),
            instant(row, "valid_to"),
            row.getString("status"),
            reason);
    var changed = row.getObject("changed_at", OffsetDateTime.class);
    return new CertificateFile(
        line,
        row.getLong("version"),
        row.getString("key_algorithm"),
        ability(row),
        row.getString("authority"),
        row.getString("possession"),
        row.getString("named_unit"),
        row.getBoolean("automatic"),
        reason == null ? null : words.apply(reason),
        changed == null ? null : changed.toInstant(),
        row.getObject("replaces", UUID.class),
        row.getObject("replaced_by", UUID.class),
        chain(row),
        history);
  }

  /** A key on a USB token is its holder's: nothing here can ask that token. */
  private KeyAbility ability(ResultSet row) throws SQLException {
    var certified = Certificates.decode(row.getBytes("certificate")).getPublicKey();
    if ("usb-token".equals(row.getString("source"))) {
      return KeyAbility.ofCertificate(certified);
    }
    return abilities.of(new KeyLabel(row.getString("key_label")), certified);
  }

  private static List<CertificateFile.Link> chain(ResultSet row) throws SQLException {
    var chain = new ArrayList<CertificateFile.Link>();
    chain.add(link(row.getBytes("certificate")));
    for (var issuer : (byte[][]) row.getArray("issuers").getArray()) {
      chain.add(link(issuer));
    }
    return chain;
  }

  private static CertificateFile.Link link(byte[] encoded) {
    var certificate = Certificates.decode(encoded);
    return new CertificateFile.Link(
        DistinguishedName.text(certificate.getSubjectX500Principal()),
        DistinguishedName.text(certificate.getIssuerX500Principal()),
        Certificates.serialNumber(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        Certificates.fingerprint(certificate),
        Certificates.pem("CERTIFICATE", encoded));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    if (value == null) {
      throw new IllegalStateException(column + " of a certificate is missing");
    }
    return value.toInstant();
  }
}
