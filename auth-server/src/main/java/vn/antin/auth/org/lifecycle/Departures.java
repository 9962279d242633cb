package vn.antin.auth.org.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** Rows of {@code departure}. */
@Repository
final class Departures {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  Departures(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes a leaving that is to come; one already planned moves to the new day. */
  void plan(AccountId account, LocalDate on, LeaveReason reason, @Nullable String by) {
    jdbc.sql(
            """
            INSERT INTO departure (account_id, effective_on, reason, decided_by, decided_at)
            VALUES (:account, :on, :reason, :by, :now)
            ON CONFLICT (account_id) WHERE done_at IS NULL AND cancelled_at IS NULL
            DO UPDATE SET effective_on = excluded.effective_on, reason = excluded.reason,
              decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """)
        .param("account", account.value())
        .param("on", on)
        .param("reason", reason.value())
        .param("by", by)
        .param("now", now())
        .update();
  }

  /** Marks the planned leaving as done; empty when there is none, or another node is at it. */
  Optional<Departure> take(AccountId account) {
    return jdbc.sql(
            """
            UPDATE departure SET done_at = :now
            WHERE id = (SELECT id FROM departure
                        WHERE account_id = :account AND done_at IS NULL AND cancelled_at IS NULL
                        FOR UPDATE SKIP LOCKED)
            RETURNING id, effective_on, reason, done_at
            """)
        .param("now", now())
        .param("account", account.value())
        .query(Departures::departure)
        .optional();
  }

  boolean cancel(AccountId account, @Nullable String by) {
    return jdbc.sql(
                """
                UPDATE departure SET cancelled_at = :now, cancelled_by = :by
                WHERE account_id = :account AND done_at IS NULL AND cancelled_at IS NULL
                """)
            .param("now", now())
            .param("by", by)
            .param("account", account.value())
            .update()
        == 1;
  }

  /** Those whose day has come. */
  List<AccountId> due(LocalDate today) {
    return jdbc.sql(
            """
            SELECT account_id FROM departure
            WHERE done_at IS NULL AND cancelled_at IS NULL AND effective_on <= :today
            ORDER BY effective_on, id LIMIT 1000
            """)
        .param("today", today)
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Whether the account is disabled because its official has left. */
  boolean left(AccountId account) {
    return disabledFor(account).startsWith("left:");
  }

  /** Why the account is disabled; empty when it is not. Locks it, so that this stays so. */
  String disabledFor(AccountId account) {
    return jdbc.sql(
            """
            SELECT coalesce(disabled_reason, '') FROM account
            WHERE id = :account AND status = 'disabled' FOR NO KEY UPDATE
            """)
        .param("account", account.value())
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** The last one that was not cancelled. */
  Optional<Departure> latest(AccountId account) {
    return jdbc.sql(
            """
            SELECT id, effective_on, reason, done_at FROM departure
            WHERE account_id = :account AND cancelled_at IS NULL
            ORDER BY done_at DESC NULLS FIRST, decided_at DESC LIMIT 1
            """)
        .param("account", account.value())
        .query(Departures::departure)
        .optional();
  }

  private static Departure departure(ResultSet row, int number) throws SQLException {
    OffsetDateTime done = row.getObject("done_at", OffsetDateTime.class);
    return new Departure(
        row.getObject("id", UUID.class),
        row.getObject("effective_on", LocalDate.class),
        LeaveReason.of(row.getString("reason")).orElse(LeaveReason.OTHER),
        done == null ? null : done.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
