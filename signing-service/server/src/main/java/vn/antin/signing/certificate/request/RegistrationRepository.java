package vn.antin.signing.certificate.request;

import static java.time.ZoneOffset.UTC;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;

/** Certificates whose keys are elsewhere. Joins the caller's transaction. */
final class RegistrationRepository {
  private static final String KNOWN =
      """
      SELECT id FROM credential
      WHERE sha256(certificate) = sha256(:certificate) AND source = 'usb-token'
        AND state IN ('valid', 'suspended', 'revoked') AND
      """
          + HolderRepository.HOLDERS
          + """
          UNION ALL
          SELECT id FROM credential
          WHERE sha256(certificate) = sha256(:certificate) AND source <> 'usb-token'
            AND state IN ('valid', 'suspended', 'revoked') AND
          """
          + HolderRepository.HOLDERS
          + "LIMIT 1";

  private static final String PROVE =
      """
      UPDATE credential SET possession_proved = true
      WHERE source = 'usb-token' AND state = 'valid'
        AND sha256(certificate) = sha256(:certificate) AND
      """
          + HolderRepository.HOLDERS
          + "RETURNING id";

  private final JdbcClient sql;

  RegistrationRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * The holder's credential with this very certificate; nobody else registers for them meanwhile.
   */
  Optional<CredentialId> known(Holder holder, X509Certificate certificate) {
    sql.sql("SELECT pg_advisory_xact_lock(hashtextextended(:holder, 46))::text")
        .param("holder", holder.id().toString())
        .query(String.class)
        .list();
    return one(KNOWN, holder, certificate);
  }

  /** Whether this very certificate is, or was, anybody's whose key is not on a token. */
  boolean held(X509Certificate certificate) {
    return sql.sql(
            """
            SELECT EXISTS (SELECT FROM credential
              WHERE sha256(certificate) = sha256(:certificate) AND source <> 'usb-token'
                AND state IN ('valid', 'suspended', 'revoked'))
            """)
        .param("certificate", Certificates.encode(certificate))
        .query(Boolean.class)
        .single();
  }

  /** Notes that the holder has the key of this certificate; empty when it is not in force here. */
  Optional<CredentialId> prove(Holder holder, X509Certificate certificate) {
    return one(PROVE, holder, certificate);
  }

  /** Adds to the certificate's history that what was vouched for is proved. */
  void provedLater(CredentialId id, Instant now) {
    sql.sql(
            """
            INSERT INTO credential_event (credential_id, at, event)
            VALUES (:id, :now, 'possession-proved')
            """)
        .param("id", id.value())
        .param("now", now.atOffset(UTC))
        .update();
  }

  private Optional<CredentialId> one(String statement, Holder holder, X509Certificate certificate) {
    return HolderRepository.bind(sql, statement, holder)
        .param("certificate", Certificates.encode(certificate))
        .query(UUID.class)
        .optional()
        .map(CredentialId::new);
  }
}
