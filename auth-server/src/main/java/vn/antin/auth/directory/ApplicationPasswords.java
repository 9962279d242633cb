package vn.antin.auth.directory;

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
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.web.ClientAddress;

/** The passwords that officials have made for systems which know LDAP alone. */
@Repository
final class ApplicationPasswords {
  /** As many as an official may have. */
  static final int MOST = 20;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;
  private final InstantSource clock;

  ApplicationPasswords(
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

  /** Makes one; empty when the official has as many as they may. */
  Optional<ApplicationPassword> create(AccountId official, String system) {
    ApplicationPassword password = ApplicationPassword.create();
    boolean made =
        Boolean.TRUE.equals(
            transaction.execute(status -> {
              jdbc.sql("SELECT id FROM account WHERE id = :official FOR NO KEY UPDATE")
                  .param("official", official.value())
                  .query(UUID.class)
                  .single();
              Optional<UUID> id =
                  jdbc.sql(
                          """
                          INSERT INTO application_password (account_id, system, hash, created_at)
                          SELECT :official, :system, :hash, :now
                          WHERE (SELECT count(*) FROM application_password
                                 WHERE account_id = :official) < :most
                          RETURNING id
                          """)
                      .param("official", official.value())
                      .param("system", system)
                      .param("hash", password.hash(official))
                      .param("now", now())
                      .param("most", MOST)
                      .query(UUID.class)
                      .optional();
              id.ifPresent(one -> note(official, one, "created", CredentialChanged.Change.CREATED));
              return id.isPresent();
            }));
    return made ? Optional.of(password) : Optional.empty();
  }

  List<MadePassword> of(AccountId official) {
    return jdbc.sql(
            """
            SELECT id, system, created_at, last_used_at, last_address
            FROM application_password WHERE account_id = :official ORDER BY created_at, id
            """)
        .param("official", official.value())
        .query((row, number) -> {
          OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
          return new MadePassword(
              row.getObject("id", UUID.class),
              row.getString("system"),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              used == null ? null : used.toInstant(),
              row.getString("last_address"));
        })
        .list();
  }

  /** Takes one back; false when it is not this official's. */
  boolean revoke(AccountId official, UUID id) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          int gone =
              jdbc.sql(
                      """
                      DELETE FROM application_password WHERE id = :id AND account_id = :official
                      """)
                  .param("id", id)
                  .param("official", official.value())
                  .update();
          if (gone == 1) {
            note(official, id, "revoked", CredentialChanged.Change.REVOKED);
          }
          return gone == 1;
        }));
  }

  /** Whether the official has made this password; notes its use. */
  boolean use(AccountId official, ApplicationPassword password, ClientAddress address) {
    return jdbc.sql(
                """
                UPDATE application_password SET last_used_at = :now, last_address = :address
                WHERE hash = :hash AND account_id = :official
                """)
            .param("now", now())
            .param("address", address.value())
            .param("hash", password.hash(official))
            .param("official", official.value())
            .update()
        == 1;
  }

  /** Who has lost control of an account, or has left, has lost its passwords too. */
  @EventListener
  void reset(FactorsReset event) {
    of(event.account()).forEach(made -> revoke(event.account(), made.id()));
  }

  private void note(AccountId official, UUID id, String what, CredentialChanged.Change change) {
    audit.append(
        new AuditEvent(
            "application-password." + what,
            official.toString(),
            official.toString(),
            Map.of("id", id.toString()),
            Map.of()));
    events.publishEvent(
        new CredentialChanged(official, CredentialChanged.Kind.APPLICATION_PASSWORD, change));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
