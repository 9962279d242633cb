package vn.antin.auth.login.recovery;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** Rows of {@code own_recovery}: one for each login in progress at most. */
@Repository
final class OwnRecoveries {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  OwnRecoveries(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Begins one, or begins it anew with another name. */
  void begin(String flow) {
    jdbc.sql(
            """
            INSERT INTO own_recovery (flow_id, created_at) VALUES (:flow, :now)
            ON CONFLICT (flow_id) DO UPDATE
            SET account_id = NULL, mail_at = NULL, second_at = NULL
            WHERE own_recovery.consumed_at IS NULL
            """)
        .param("flow", flow)
        .param("now", now())
        .update();
  }

  Optional<OwnRecovery> find(String flow) {
    return jdbc.sql(
            """
            SELECT account_id, mail_at IS NOT NULL AS mail, second_at IS NOT NULL AS second
            FROM own_recovery WHERE flow_id = :flow AND consumed_at IS NULL
            """)
        .param("flow", flow)
        .query((row, number) -> {
          UUID account = row.getObject("account_id", UUID.class);
          return new OwnRecovery(
              flow,
              account == null ? null : new AccountId(account),
              row.getBoolean("mail"),
              row.getBoolean("second"));
        })
        .optional();
  }

  /** Whose it is; once known, nobody else's. */
  boolean belongsTo(String flow, AccountId account) {
    return jdbc.sql(
                """
                UPDATE own_recovery SET account_id = :account
                WHERE flow_id = :flow AND account_id IS NULL AND consumed_at IS NULL
                """)
            .param("account", account.value())
            .param("flow", flow)
            .update()
        == 1;
  }

  void provedMail(String flow, AccountId account) {
    jdbc.sql(
            """
            UPDATE own_recovery SET mail_at = :now
            WHERE flow_id = :flow AND account_id = :account AND consumed_at IS NULL
            """)
        .param("now", now())
        .param("flow", flow)
        .param("account", account.value())
        .update();
  }

  void provedSecond(String flow, AccountId account) {
    jdbc.sql(
            """
            UPDATE own_recovery SET second_at = :now
            WHERE flow_id = :flow AND account_id = :account AND mail_at IS NOT NULL
              AND consumed_at IS NULL
            """)
        .param("now", now())
        .param("flow", flow)
        .param("account", account.value())
        .update();
  }

  /** Spends a complete one; empty when it is not, or was spent. */
  Optional<AccountId> consume(String flow) {
    return jdbc.sql(
            """
            UPDATE own_recovery SET consumed_at = :now
            WHERE flow_id = :flow AND mail_at IS NOT NULL AND second_at IS NOT NULL
              AND consumed_at IS NULL
            RETURNING account_id
            """)
        .param("now", now())
        .param("flow", flow)
        .query(UUID.class)
        .optional()
        .map(AccountId::new);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
