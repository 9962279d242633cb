package vn.antin.signing.authority;

import static java.time.ZoneOffset.UTC;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CrlReason;

/** The rows of serial numbers. */
final class Ledger {
  private static final Integer[] COMPROMISED =
      Stream.of(CrlReason.values())
          .filter(CrlReason::compromise)
          .map(CrlReason::code)
          .toArray(Integer[]::new);

  /** A serial number whose fate is not known. */
  record Open(String authority, String serialNumber, String profile) {}

  private final JdbcClient sql;

  Ledger(JdbcClient sql) {
    this.sql = sql;
  }

  /** True when this version of the profile has never issued before. */
  boolean remember(Profiles.Named profile, Instant now) {
    return sql.sql(
                """
                INSERT INTO certificate_profile (version, name, text, seen_at)
                VALUES (:version, :name, :text, :now) ON CONFLICT DO NOTHING
                """)
            .param("version", profile.version())
            .param("name", profile.name())
            .param("text", profile.profile().toString())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /**
   * Writes a serial number down. False when the authority is not in force any more (one that is
   * retired goes on telling status and still certifies its responders), the number is taken, or the
   * key is known to be compromised.
   *
   * @param intent what the certificate is for
   */
  boolean intend(
      String authority,
      Profiles.Named profile,
      TBSCertificate content,
      byte[] contentSha256,
      byte[] keySha256,
      @Nullable UUID intent,
      Instant now) {
    return sql.sql(
                """
                INSERT INTO issued_certificate (authority, serial_number, profile, profile_version,
                  credential_id, key_sha256, content_sha256, state, valid_from, valid_to,
                  intended_at)
                SELECT name, :serial, :profile, :version, :intent, :key, :content, 'intended',
                  :from, :to, :now
                FROM certification_authority
                WHERE name = :authority
                  AND (state = 'active' OR (state = 'retired' AND :profile = :responder))
                  AND NOT EXISTS (
                  SELECT FROM issued_certificate AS earlier
                  JOIN certificate_revocation AS revocation USING (authority, serial_number)
                  WHERE earlier.key_sha256 = :key AND revocation.reason = ANY (:compromised))
                ON CONFLICT DO NOTHING
                """)
            .param("compromised", COMPROMISED)
            .param("authority", authority)
            .param("serial", serial(content.getSerialNumber().getValue()))
            .param("profile", profile.name())
            .param("responder", Profiles.OCSP_RESPONDER)
            .param("version", profile.version())
            .param("intent", intent)
            .param("key", keySha256)
            .param("content", contentSha256)
            .param("from", content.getStartDate().getDate().toInstant().atOffset(UTC))
            .param("to", content.getEndDate().getDate().toInstant().atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean issued(String authority, X509Certificate certificate) {
    return sql.sql(
                """
                UPDATE issued_certificate SET state = 'issued', certificate = :certificate
                WHERE authority = :authority AND serial_number = :serial
                  AND state IN ('intended', 'unknown')
                """)
            .param("authority", authority)
            .param("serial", Certificates.serialNumber(certificate))
            .param("certificate", Certificates.encode(certificate))
            .update()
        == 1;
  }

  void ended(String authority, BigInteger serial, boolean unknown) {
    sql.sql(
            """
            UPDATE issued_certificate SET state = :state
            WHERE authority = :authority AND serial_number = :serial AND state = 'intended'
            """)
        .param("state", unknown ? "unknown" : "failed")
        .param("authority", authority)
        .param("serial", serial(serial))
        .update();
  }

  /** Intents that nobody can be working on any more become unknown. */
  List<Open> giveUp(Instant before) {
    return sql.sql(
            """
            UPDATE issued_certificate SET state = 'unknown'
            WHERE state = 'intended' AND intended_at < :before
            RETURNING authority, serial_number, profile
            """)
        .param("before", before.atOffset(UTC))
        .query((row, _) -> new Open(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** Numbers of unknown fate that nobody took back. */
  long unknown() {
    return sql.sql(
            """
            SELECT count(*) FROM issued_certificate AS issued WHERE state = 'unknown'
              AND NOT EXISTS (SELECT FROM certificate_revocation AS revocation
                WHERE revocation.authority = issued.authority
                  AND revocation.serial_number = issued.serial_number
                  AND revocation.released_at IS NULL)
            """)
        .query(Long.class)
        .single();
  }

  static String serial(BigInteger serial) {
    return serial.toString(16);
  }
}
