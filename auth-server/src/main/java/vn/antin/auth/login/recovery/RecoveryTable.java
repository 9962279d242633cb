package vn.antin.auth.login.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** Rows of {@code account_recovery}: one open at a time for each account. */
@Repository
final class RecoveryTable {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  RecoveryTable(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Begins one in the place of what was open. */
  Recovery begin(
      AccountId official,
      RecoveryWay way,
      boolean resetsFactors,
      AccountId by,
      @Nullable AccountId approvedBy,
      Duration lifetime) {
    settle(official, "replaced");
    Instant now = clock.instant();
    return jdbc.sql(
            """
            INSERT INTO account_recovery (account_id, way, resets_factors, started_by, approved_by,
              started_at, expires_at, handed_out_at)
            VALUES (:official, :way, :resets, :by, :approved, :now, :expires, :handedOut)
            RETURNING account_id, way, resets_factors, started_by, approved_by, started_at,
              expires_at, handed_out_at, outcome
            """)
        .param("official", official.value())
        .param("way", way.value())
        .param("resets", resetsFactors)
        .param("by", by.value())
        .param("approved", approvedBy == null ? null : approvedBy.value())
        .param("now", at(now))
        .param("expires", at(now.plus(lifetime)))
        .param("handedOut", way == RecoveryWay.MAIL ? at(now) : null)
        .query(RecoveryTable::recovery)
        .single();
  }

  /** The account's newest. */
  Optional<Recovery> latest(AccountId official) {
    return jdbc.sql(
            """
            SELECT account_id, way, resets_factors, started_by, approved_by, started_at,
              expires_at, handed_out_at, outcome
            FROM account_recovery WHERE account_id = :official
            ORDER BY started_at DESC, id LIMIT 1
            """)
        .param("official", official.value())
        .query(RecoveryTable::recovery)
        .optional();
  }

  /** Notes that its slip is printed; empty when none is open for paper, by this administrator. */
  Optional<Recovery> handOut(AccountId official, AccountId by) {
    return jdbc.sql(
            """
            UPDATE account_recovery SET handed_out_at = :now
            WHERE account_id = :official AND settled_at IS NULL AND expires_at > :now
              AND way = 'slip' AND started_by = :by
            RETURNING account_id, way, resets_factors, started_by, approved_by, started_at,
              expires_at, handed_out_at, outcome
            """)
        .param("now", at(clock.instant()))
        .param("official", official.value())
        .param("by", by.value())
        .query(RecoveryTable::recovery)
        .optional();
  }

  /** Ends the open one; false when there is none. */
  boolean settle(AccountId official, String outcome) {
    return jdbc.sql(
                """
                UPDATE account_recovery SET settled_at = :now, outcome = :outcome
                WHERE account_id = :official AND settled_at IS NULL
                """)
            .param("now", at(clock.instant()))
            .param("outcome", outcome)
            .param("official", official.value())
            .update()
        == 1;
  }

  private static Recovery recovery(ResultSet row, int number) throws SQLException {
    UUID approved = row.getObject("approved_by", UUID.class);
    OffsetDateTime handedOut = row.getObject("handed_out_at", OffsetDateTime.class);
    return new Recovery(
        new AccountId(row.getObject("account_id", UUID.class)),
        RecoveryWay.of(row.getString("way")).orElseThrow(),
        row.getBoolean("resets_factors"),
        new AccountId(row.getObject("started_by", UUID.class)),
        approved == null ? null : new AccountId(approved),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        handedOut == null ? null : handedOut.toInstant(),
        row.getString("outcome"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
