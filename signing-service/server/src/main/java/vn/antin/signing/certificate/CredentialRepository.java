package vn.antin.signing.certificate;

import static java.time.ZoneOffset.UTC;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;

final class CredentialRepository {
  /** An agency's seal is one agency's: when that has ended, its use stops; custody does not. */
  private static final String COLUMNS =
      """
      SELECT credential.id, credential.official_id, credential.unit_id, credential.key_label,
        credential.certificate, credential.issuers,
        CASE WHEN credential.state = 'valid' AND EXISTS (
            SELECT FROM unit WHERE unit.id = credential.unit_id
              AND (unit.valid_to <= :now OR unit.valid_from > :now))
          THEN 'stopped' ELSE credential.state END AS state
      FROM credential
      """;

  /**
   * Own, or the seal of a unit whose records clerk the official is now, unless it was handed over
   * to another.
   */
  private static final String USABLE_BY =
      """
      (credential.official_id = :official OR credential.unit_id IN (
        SELECT role_held.unit_id FROM role_held
        JOIN official ON official.id = role_held.official_id AND official.status = 'active'
        WHERE role_held.official_id = :official AND role_held.role = 'records-clerk' AND
      """
          + People.inForce("role_held")
          + """
              AND NOT EXISTS (
                SELECT FROM seal_custody AS kept WHERE kept.unit_id = role_held.unit_id
                  AND kept.until IS NULL AND kept.official_id <> :official)))
          """;

  private static final String HERE = "credential.source <> 'usb-token'";
  private static final String ON_TOKEN = "credential.source = 'usb-token'";

  private final JdbcClient sql;

  CredentialRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Credential> find(CredentialId id, Instant now) {
    return sql.sql(COLUMNS + "WHERE credential.id = :id AND credential.certificate IS NOT NULL")
        .param("id", id.value())
        .param("now", now.atOffset(UTC))
        .query(CredentialRepository::credential)
        .optional();
  }

  Optional<Credential> findRemote(CredentialId id, Instant now) {
    return sql.sql(
            COLUMNS
                + "WHERE credential.id = :id AND credential.certificate IS NOT NULL"
                + " AND credential.source <> 'usb-token'")
        .param("id", id.value())
        .param("now", now.atOffset(UTC))
        .query(CredentialRepository::credential)
        .optional();
  }

  Optional<Credential> findUsableBy(OfficialId official, CredentialId id, Instant now) {
    return find(official, id, now, HERE);
  }

  Optional<Credential> findOnTokenOf(OfficialId official, CredentialId id, Instant now) {
    return find(official, id, now, ON_TOKEN);
  }

  private Optional<Credential> find(
      OfficialId official, CredentialId id, Instant now, String kept) {
    return sql.sql(
            COLUMNS
                + "WHERE credential.id = :id AND credential.certificate IS NOT NULL AND "
                + kept
                + " AND "
                + USABLE_BY)
        .param("id", id.value())
        .param("official", official.value())
        .param("now", now.atOffset(UTC))
        .query(CredentialRepository::credential)
        .optional();
  }

  List<Credential> usableBy(OfficialId official, Instant now) {
    return list(official, now, HERE);
  }

  List<Credential> onTokensOf(OfficialId official, Instant now) {
    return list(official, now, ON_TOKEN);
  }

  private List<Credential> list(OfficialId official, Instant now, String kept) {
    return sql.sql(
            COLUMNS
                + "WHERE credential.certificate IS NOT NULL AND "
                + kept
                + " AND "
                + USABLE_BY
                + "ORDER BY credential.kind, credential.valid_from DESC, credential.id")
        .param("official", official.value())
        .param("now", now.atOffset(UTC))
        .query(CredentialRepository::credential)
        .list();
  }

  /**
   * Joins the caller's transaction; what the holder's post is now is what the use rests on. False
   * without a post, or when the intent was given up.
   */
  boolean complete(Credential credential, Instant now) {
    var completed = update(credential, now);
    if (completed) {
      sql.sql(
              """
              INSERT INTO credential_event (credential_id, at, event) VALUES (:id, :now, 'issued')
              """)
          .param("id", credential.id().value())
          .param("now", now.atOffset(UTC))
          .update();
    }
    return completed;
  }

  private boolean update(Credential credential, Instant now) {
    return sql.sql(
                """
                UPDATE credential SET state = 'valid', changed_at = :now,
                  named_unit_id = coalesce(unit_id, :unit::uuid),
                  held_unit_id = coalesce(unit_id, :unit::uuid),
                  certificate = :certificate,
                  issuers = :issuers, subject = :subject, issuer = :issuer,
                  serial_number = :serial, key_algorithm = :algorithm,
                  valid_from = :from, valid_to = :to
                WHERE id = :id AND state = 'issuing' AND coalesce(unit_id, :unit::uuid) IS NOT NULL
                """)
            .param("certificate", Certificates.encode(credential.certificate()))
            .param(
                "issuers",
                credential.issuers().stream().map(Certificates::encode).toArray(byte[][]::new))
            .param("subject", credential.subject())
            .param("issuer", credential.issuer())
            .param("serial", credential.serialNumber())
            .param("algorithm", credential.certificate().getPublicKey().getAlgorithm())
            .param("from", credential.validFrom().atOffset(UTC))
            .param("to", credential.validTo().atOffset(UTC))
            .param("unit", post(credential.holder(), now))
            .param("now", now.atOffset(UTC))
            .param("id", credential.id().value())
            .update()
        == 1;
  }

  private @Nullable UUID post(Holder holder, Instant now) {
    return sql.sql("SELECT unit_id FROM " + AdministratorScope.post(":official::uuid") + " AS post")
        .param("official", holder.officialId())
        .param("now", now.atOffset(UTC))
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  boolean fail(CredentialId id) {
    return sql.sql(
            """
            UPDATE credential SET state = 'failed', key_destroyed_at = NULL
            FROM (
              SELECT id, state FROM credential
              WHERE id = :id AND state IN ('issuing', 'failed') FOR UPDATE) AS before
            WHERE credential.id = before.id
            RETURNING before.state = 'issuing'
            """)
        .param("id", id.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  boolean awaited(CredentialId id) {
    return sql.sql("SELECT id FROM credential WHERE id = :id AND state = 'issuing' FOR SHARE")
        .param("id", id.value())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  boolean present(Holder holder) {
    return sql.sql(
                """
                SELECT count(*) FROM credential
                WHERE certificate IS NOT NULL
                  AND official_id IS NOT DISTINCT FROM :official::uuid
                  AND unit_id IS NOT DISTINCT FROM :unit::uuid
                """)
            .param("official", holder.officialId())
            .param("unit", holder.unitId())
            .query(Long.class)
            .single()
        > 0;
  }

  private static Credential credential(ResultSet row, int number) throws SQLException {
    var issuers = new ArrayList<X509Certificate>();
    for (var issuer : (byte[][]) row.getArray("issuers").getArray()) {
      issuers.add(Certificates.decode(issuer));
    }
    return new Credential(
        new CredentialId(row.getObject("id", UUID.class)),
        Holder.of(row.getObject("official_id", UUID.class), row.getObject("unit_id", UUID.class)),
        row.getString("key_label"),
        Certificates.decode(row.getBytes("certificate")),
        issuers,
        row.getString("state"));
  }
}
