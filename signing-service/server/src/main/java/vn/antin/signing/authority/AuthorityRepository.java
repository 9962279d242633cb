package vn.antin.signing.authority;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.token.KeyLabel;

/** Rows of the authorities, and the question who still has no certificate. */
final class AuthorityRepository {
  /** An authority's key and certificate. */
  record Authority(KeyLabel key, X509Certificate certificate) {}

  private final JdbcClient sql;

  AuthorityRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Authority> find(String role) {
    return sql.sql("SELECT key_label, certificate FROM authority WHERE role = :role")
        .param("role", role)
        .query((row, _) -> new Authority(new KeyLabel(row.getString(1)), decoded(row.getBytes(2))))
        .optional();
  }

  /** False when another node was faster. */
  boolean add(String role, Authority authority, Instant now) {
    try {
      return sql.sql(
                  """
                  INSERT INTO authority (role, key_label, certificate, created_at)
                  VALUES (:role, :label, :certificate, :now) ON CONFLICT DO NOTHING
                  """)
              .param("role", role)
              .param("label", authority.key().value())
              .param("certificate", authority.certificate().getEncoded())
              .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
              .update()
          == 1;
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate has no encoding", e);
    }
  }

  /** Among the first officials by user name, those without a credential of any state. */
  List<OfficialId> withoutCredential(int first) {
    return sql.sql(
            """
            SELECT early.id FROM (
              SELECT id, username FROM official WHERE status = 'active'
              ORDER BY username LIMIT :first) AS early
            WHERE NOT EXISTS (SELECT FROM credential WHERE credential.official_id = early.id
              AND credential.state <> 'failed')
            ORDER BY early.username
            """)
        .param("first", first)
        .query((row, _) -> new OfficialId(row.getObject(1, UUID.class)))
        .list();
  }

  private static X509Certificate decoded(byte[] bytes) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw new IllegalStateException("a stored certificate cannot be read", e);
    }
  }
}
