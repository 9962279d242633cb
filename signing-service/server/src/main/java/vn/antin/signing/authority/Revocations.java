package vn.antin.signing.authority;

import static java.time.ZoneOffset.UTC;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.certificate.OwnRevocations;

/**
 * Takes certificates back. Every method joins the caller's transaction, and what follows from it
 * (stored answers, the wish for a new list) is in the same one. Thread-safe.
 */
public final class Revocations implements OwnRevocations {
  private final JdbcClient sql;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final InstantSource time;

  Revocations(
      JdbcClient sql, AuditLog audit, ApplicationEventPublisher events, InstantSource time) {
    this.sql = sql;
    this.audit = audit;
    this.events = events;
    this.time = time;
  }

  /**
   * Revokes or holds. What was revoked for good stays as it is; a hold may become a revocation,
   * which then counts from the beginning of the hold (RFC 5280 §5.3.1).
   *
   * @return false when there is no such certificate or it was revoked for good before
   */
  public boolean revoke(
      String authority, String serialNumber, CrlReason reason, Instant at, String by) {
    lock(authority, serialNumber);
    var changed =
        sql.sql(
                """
                INSERT INTO certificate_revocation AS revocation
                  (authority, serial_number, reason, revoked_at)
                SELECT authority, serial_number, :reason, least(:at::timestamptz, :now)
                FROM issued_certificate
                WHERE authority = :authority AND serial_number = :serial AND state <> 'failed'
                ON CONFLICT (authority, serial_number) DO UPDATE
                SET reason = excluded.reason, released_at = NULL,
                  revoked_at = CASE WHEN revocation.released_at IS NULL
                    THEN revocation.revoked_at ELSE excluded.revoked_at END
                WHERE revocation.reason = :hold
                  AND (excluded.reason <> :hold OR revocation.released_at IS NOT NULL)
                """)
            .param("reason", reason.code())
            .param("hold", CrlReason.CERTIFICATE_HOLD.code())
            .param("at", at.atOffset(UTC))
            .param("now", time.instant().atOffset(UTC))
            .param("authority", authority)
            .param("serial", serialNumber)
            .update();
    return changed == 1
        && changed("authority.certificate-revoked", authority, serialNumber, reason, by);
  }

  /**
   * Revokes now what no credential stands for; a credential is ended where it is looked after, so
   * that its use ends with its certificate.
   */
  public boolean revokeUnowned(String authority, String serialNumber, CrlReason reason, String by) {
    return sql.sql(
                """
                SELECT EXISTS (SELECT FROM issued_certificate AS issued
                  WHERE authority = :authority AND serial_number = :serial
                    AND NOT EXISTS (SELECT FROM credential WHERE credential.id = issued.credential_id
                      AND credential.certificate = issued.certificate))
                """)
            .param("authority", authority)
            .param("serial", serialNumber)
            .query(Boolean.class)
            .single()
        && revoke(authority, serialNumber, reason, time.instant(), by);
  }

  /**
   * Revokes now whatever was or may have been signed for a credential whose making was given up.
   */
  void revokeAllFor(UUID credential, CrlReason reason, String by) {
    record Entered(String authority, String serialNumber) {}
    var entered =
        sql.sql(
                """
                SELECT authority, serial_number FROM issued_certificate
                WHERE credential_id = :credential AND state <> 'failed'
                ORDER BY authority, serial_number
                """)
            .param("credential", credential)
            .query((row, _) -> new Entered(row.getString(1), row.getString(2)))
            .list();
    for (var each : entered) {
      revoke(each.authority(), each.serialNumber(), reason, time.instant(), by);
    }
  }

  /** Ends a hold. False when there is none. */
  public boolean release(String authority, String serialNumber, String by) {
    lock(authority, serialNumber);
    var changed =
        sql.sql(
                """
                UPDATE certificate_revocation SET released_at = :now
                WHERE authority = :authority AND serial_number = :serial AND reason = :hold
                  AND released_at IS NULL
                """)
            .param("hold", CrlReason.CERTIFICATE_HOLD.code())
            .param("now", time.instant().atOffset(UTC))
            .param("authority", authority)
            .param("serial", serialNumber)
            .update();
    return changed == 1
        && changed(
            "authority.certificate-released",
            authority,
            serialNumber,
            CrlReason.CERTIFICATE_HOLD,
            by);
  }

  /** Whose authority's row this certificate has; empty when it is none of ours. */
  public Optional<String> authorityOf(X509Certificate certificate) {
    return sql.sql(
            """
            SELECT authority FROM issued_certificate
            WHERE serial_number = :serial AND certificate = :certificate
            """)
        .param("serial", Certificates.serialNumber(certificate))
        .param("certificate", Certificates.encode(certificate))
        .query(String.class)
        .optional();
  }

  /**
   * Waits for an answer that is being stored with the status as it was, so that the change finds
   * and deletes it; one that comes later sees the change.
   */
  private void lock(String authority, String serialNumber) {
    sql.sql(
            """
            SELECT serial_number FROM issued_certificate
            WHERE authority = :authority AND serial_number = :serial FOR NO KEY UPDATE
            """)
        .param("authority", authority)
        .param("serial", serialNumber)
        .query(String.class)
        .optional();
  }

  @Override
  public boolean takenBack(X509Certificate certificate) {
    return sql.sql(
            """
            SELECT EXISTS (SELECT FROM certification_authority AS ca
              JOIN issued_certificate AS issued
                ON issued.authority = ca.name AND issued.serial_number = :serial
              JOIN certificate_revocation AS revocation
                ON revocation.authority = ca.name AND revocation.serial_number = :serial
              WHERE issued.certificate = :certificate AND revocation.released_at IS NULL)
            """)
        .param("serial", Certificates.serialNumber(certificate))
        .param("certificate", Certificates.encode(certificate))
        .query(Boolean.class)
        .single();
  }

  private boolean changed(
      String type, String authority, String serialNumber, CrlReason reason, String by) {
    audit.append(
        new AuditEvent(
            type,
            by,
            serialNumber,
            Map.of("authority", authority, "reason", Integer.toString(reason.code())),
            Map.of()));
    events.publishEvent(new RevocationChanged(authority, serialNumber));
    return true;
  }
}
