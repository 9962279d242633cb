package vn.antin.auth.login.certificate;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountErased;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.CredentialChanged.Change;
import vn.antin.auth.account.CredentialChanged.Kind;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.digest.Digest;

/** The certificates that officials registered. A key belongs to one official. */
@Repository
final class RegisteredCertificates {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;
  private final InstantSource clock;

  RegisteredCertificates(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  List<RegisteredCertificate> of(AccountId account) {
    return jdbc.sql(
            """
            SELECT id, holder, authority, not_after, registered_at, last_used_at
            FROM registered_certificate WHERE account_id = :account
            ORDER BY registered_at, id
            """)
        .param("account", account.value())
        .query(RegisteredCertificates::certificate)
        .list();
  }

  boolean any(AccountId account) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM registered_certificate WHERE account_id = :account)")
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  /** Whose key this is. */
  Optional<AccountId> owner(X509Certificate certificate) {
    return jdbc.sql("SELECT account_id FROM registered_certificate WHERE key_hash = :key")
        .param("key", keyHash(certificate))
        .query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
        .optional();
  }

  void used(X509Certificate certificate) {
    jdbc.sql("UPDATE registered_certificate SET last_used_at = :now WHERE key_hash = :key")
        .param("now", now())
        .param("key", keyHash(certificate))
        .update();
  }

  /** Registers; false when the key is registered already, by whomever. */
  boolean add(AccountId account, CertificateCheck.Accepted accepted) {
    X509Certificate certificate = accepted.certificate();
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<UUID> added =
              jdbc.sql(
                      """
                      INSERT INTO registered_certificate (account_id, key_hash, domain, holder,
                        authority, not_after, registered_at)
                      VALUES (:account, :key, :domain, :holder, :authority, :notAfter, :now)
                      ON CONFLICT (key_hash) DO NOTHING
                      RETURNING id
                      """)
                  .param("account", account.value())
                  .param("key", keyHash(certificate))
                  .param("domain", accepted.domain())
                  .param(
                      "holder", name(SubjectIds.commonName(certificate.getSubjectX500Principal())))
                  .param(
                      "authority",
                      name(SubjectIds.commonName(certificate.getIssuerX500Principal())))
                  .param("notAfter", certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC))
                  .param("now", now())
                  .query(UUID.class)
                  .optional();
          added.ifPresent(id -> {
            tell("certificate.registered", account, id, Map.of("domain", accepted.domain()));
            events.publishEvent(new CredentialChanged(account, Kind.CERTIFICATE, Change.CREATED));
          });
          return added.isPresent();
        }));
  }

  /** Removes an official's own; joins the caller's transaction. */
  void remove(AccountId account, UUID id) {
    transaction.executeWithoutResult(status -> {
      int removed =
          jdbc.sql("DELETE FROM registered_certificate WHERE id = :id AND account_id = :account")
              .param("id", id)
              .param("account", account.value())
              .update();
      if (removed == 1) {
        tell("certificate.removed", account, id, Map.of());
        events.publishEvent(new CredentialChanged(account, Kind.CERTIFICATE, Change.REVOKED));
      }
    });
  }

  /** Who has left for good is not found by these any more. */
  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM registered_certificate WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }

  /** What a thief registered is gone after a recovery that resets the factors. */
  @EventListener
  void reset(FactorsReset event) {
    int gone =
        jdbc.sql("DELETE FROM registered_certificate WHERE account_id = :account")
            .param("account", event.account().value())
            .update();
    if (gone > 0) {
      events.publishEvent(new CredentialChanged(event.account(), Kind.CERTIFICATE, Change.REVOKED));
    }
  }

  private void tell(String type, AccountId account, UUID id, Map<String, String> details) {
    audit.append(new AuditEvent(type, account.toString(), id.toString(), details, Map.of()));
  }

  private static String name(Optional<String> found) {
    String text = found.orElse("");
    return text.substring(
        0, text.offsetByCodePoints(0, Math.min(100, text.codePointCount(0, text.length()))));
  }

  private static byte[] keyHash(X509Certificate certificate) {
    return Digest.sha256(certificate.getPublicKey().getEncoded());
  }

  private static RegisteredCertificate certificate(ResultSet row, int number) throws SQLException {
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    return new RegisteredCertificate(
        row.getObject("id", UUID.class),
        row.getString("holder"),
        row.getString("authority"),
        row.getObject("not_after", OffsetDateTime.class).toInstant(),
        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
        used == null ? null : used.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
