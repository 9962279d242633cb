package vn.antin.auth.login.broker;

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
import vn.antin.auth.account.NationalIdCorrected;

/**
 * Whose an identity at an upstream is. An identity belongs to one official, and an official has one
 * identity with an issuer.
 */
@Repository
final class UpstreamLinks {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;
  private final InstantSource clock;

  UpstreamLinks(
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

  /** Who made a link. */
  enum Maker {
    OFFICIAL("official"),
    NATIONAL_ID("national-id");

    private final String word;

    Maker(String word) {
      this.word = word;
    }
  }

  /** The official whose identity this is; notes that it was used. */
  Optional<AccountId> use(UpstreamIdentity identity) {
    return jdbc.sql(
            """
            UPDATE upstream_link SET last_used_at = :now
            WHERE issuer = :issuer AND subject = :subject
            RETURNING account_id
            """)
        .param("now", now())
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
        .optional();
  }

  List<UpstreamLink> of(AccountId account) {
    return jdbc.sql(
            """
            SELECT id, upstream, linked_at, last_used_at FROM upstream_link
            WHERE account_id = :account ORDER BY upstream, id
            """)
        .param("account", account.value())
        .query(UpstreamLinks::link)
        .list();
  }

  /**
   * Links; false when the identity is somebody's already, or the official has another one with this
   * issuer.
   */
  boolean add(AccountId account, UpstreamIdentity identity, Maker maker) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<UUID> added =
              jdbc.sql(
                      """
                      INSERT INTO upstream_link (account_id, upstream, issuer, subject, made_by,
                        linked_at)
                      VALUES (:account, :upstream, :issuer, :subject, :maker, :now)
                      ON CONFLICT DO NOTHING
                      RETURNING id
                      """)
                  .param("account", account.value())
                  .param("upstream", identity.upstream())
                  .param("issuer", identity.issuer())
                  .param("subject", identity.subject())
                  .param("maker", maker.word)
                  .param("now", now())
                  .query(UUID.class)
                  .optional();
          added.ifPresent(id -> {
            tell(
                "upstream.linked",
                account,
                id,
                Map.of("upstream", identity.upstream(), "by", maker.word));
            events.publishEvent(new CredentialChanged(account, Kind.UPSTREAM, Change.CREATED));
          });
          return added.isPresent();
        }));
  }

  /** Removes an official's own; joins the caller's transaction. */
  void remove(AccountId account, UUID id) {
    transaction.executeWithoutResult(status ->
        jdbc.sql(
                """
                DELETE FROM upstream_link WHERE id = :id AND account_id = :account
                RETURNING upstream
                """)
            .param("id", id)
            .param("account", account.value())
            .query((row, number) -> row.getString("upstream"))
            .optional()
            .ifPresent(upstream -> {
              tell("upstream.unlinked", account, id, Map.of("upstream", upstream));
              events.publishEvent(new CredentialChanged(account, Kind.UPSTREAM, Change.REVOKED));
            }));
  }

  /** Who has left for good is not found by these any more. */
  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM upstream_link WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }

  /** Who was linked by a number that was not the official's is linked no more. */
  @EventListener
  void corrected(NationalIdCorrected event) {
    jdbc.sql(
            """
            DELETE FROM upstream_link WHERE account_id = :account AND made_by = :maker
            RETURNING id, upstream
            """)
        .param("account", event.account().value())
        .param("maker", Maker.NATIONAL_ID.word)
        .query(
            (row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("upstream")))
        .list()
        .forEach(link -> {
          tell(
              "upstream.unlinked",
              event.account(),
              link.getKey(),
              Map.of("upstream", link.getValue()));
          events.publishEvent(
              new CredentialChanged(event.account(), Kind.UPSTREAM, Change.REVOKED));
        });
  }

  /** What a thief linked is gone after a recovery that resets the factors. */
  @EventListener
  void reset(FactorsReset event) {
    int gone =
        jdbc.sql("DELETE FROM upstream_link WHERE account_id = :account")
            .param("account", event.account().value())
            .update();
    if (gone > 0) {
      events.publishEvent(new CredentialChanged(event.account(), Kind.UPSTREAM, Change.REVOKED));
    }
  }

  private void tell(String type, AccountId account, UUID id, Map<String, String> details) {
    audit.append(new AuditEvent(type, account.toString(), id.toString(), details, Map.of()));
  }

  private static UpstreamLink link(ResultSet row, int number) throws SQLException {
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    return new UpstreamLink(
        row.getObject("id", UUID.class),
        row.getString("upstream"),
        row.getObject("linked_at", OffsetDateTime.class).toInstant(),
        used == null ? null : used.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
