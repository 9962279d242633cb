package vn.antin.auth.account;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * National ids of accounts in use that were written down wrongly: kept while two administrators
 * decide, then put in place of the old ones. Joins the caller's transaction.
 */
@Repository
public final class NationalIdCorrections {
  /** Longer than any proposal waits. */
  private static final Duration KEPT = Duration.ofDays(31);

  private final JdbcClient jdbc;
  private final ObjectProvider<NationalIds> nationalIds;
  private final ApplicationEventPublisher events;
  private final InstantSource clock;

  NationalIdCorrections(
      JdbcClient jdbc,
      ObjectProvider<NationalIds> nationalIds,
      ApplicationEventPublisher events,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.nationalIds = nationalIds;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Keeps a number that is proposed for the account; names what is kept.
   *
   * @throws AccountException {@code TAKEN} when an account has it, also this one
   */
  public UUID keep(AccountId account, NationalId number) {
    byte[] hash = nationalIds.getObject().hash(number);
    boolean taken =
        jdbc.sql("SELECT EXISTS (SELECT FROM account WHERE national_id_hash = :hash)")
            .param("hash", hash)
            .query(Boolean.class)
            .single();
    if (taken) {
      throw new AccountException(AccountException.Code.TAKEN, "nationalId", "taken");
    }
    return jdbc.sql(
            """
            INSERT INTO national_id_correction (account_id, national_id, created_at)
            VALUES (:account, :number, :now) RETURNING id
            """)
        .param("account", account.value())
        .param("number", nationalIds.getObject().wrap(account, number))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .single();
  }

  /** A number kept for the account; empty when it is decided, taken back or run out. */
  public Optional<NationalId> find(AccountId account, UUID id) {
    return jdbc.sql(
            """
            SELECT national_id FROM national_id_correction
            WHERE id = :id AND account_id = :account
            """)
        .param("id", id)
        .param("account", account.value())
        .query((row, number) -> row.getBytes(1))
        .optional()
        .map(wrapped -> nationalIds.getObject().unwrap(account, wrapped));
  }

  /** Forgets a number that is not to be put in place. */
  public void forget(AccountId account, UUID id) {
    jdbc.sql("DELETE FROM national_id_correction WHERE id = :id AND account_id = :account")
        .param("id", id)
        .param("account", account.value())
        .update();
  }

  /**
   * Puts the number in place of the account's; false when it is not kept any more, another account
   * has it by now, or the account is erased.
   */
  public boolean apply(AccountId account, UUID id) {
    Optional<NationalId> kept =
        jdbc.sql(
                """
                DELETE FROM national_id_correction WHERE id = :id AND account_id = :account
                RETURNING national_id
                """)
            .param("id", id)
            .param("account", account.value())
            .query((row, number) -> row.getBytes(1))
            .optional()
            .map(wrapped -> nationalIds.getObject().unwrap(account, wrapped));
    boolean written = kept.filter(number -> write(account, number)).isPresent();
    if (written) {
      events.publishEvent(new NationalIdCorrected(account));
    }
    return written;
  }

  private boolean write(AccountId account, NationalId number) {
    return jdbc.sql(
                """
                UPDATE account
                SET national_id = :number, national_id_hash = :hash, version = version + 1
                WHERE id = :account AND erased_at IS NULL
                  AND NOT EXISTS (SELECT FROM account WHERE national_id_hash = :hash)
                """)
            .param("number", nationalIds.getObject().wrap(account, number))
            .param("hash", nationalIds.getObject().hash(number))
            .param("account", account.value())
            .update()
        == 1;
  }

  @EventListener
  void erased(AccountErased event) {
    jdbc.sql("DELETE FROM national_id_correction WHERE account_id = :account")
        .param("account", event.account().value())
        .update();
  }

  /** Forgets what nobody decided in time; harmless on several nodes at once. */
  @Scheduled(initialDelayString = "6m", fixedDelayString = "6h")
  void clean() {
    jdbc.sql("DELETE FROM national_id_correction WHERE created_at < :before")
        .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
        .update();
  }
}
