package vn.antin.auth.provisioning.spreadsheet;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountException;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.OfficialState;

/** Takes an applied import back, the last row first; who was changed since stays as they are. */
@Repository
final class Undoing {
  private static final int BATCH = 200;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final TransactionTemplate alone;
  private final Leases leases;
  private final OfficialState states;
  private final AuditLog audit;
  private final JsonMapper json;

  Undoing(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Leases leases,
      OfficialState states,
      AuditLog audit,
      JsonMapper json) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.alone =
        new TransactionTemplate(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    this.leases = leases;
    this.states = states;
    this.audit = audit;
    this.json = json;
  }

  private record Row(int position, AccountId account, @Nullable String before, String after) {}

  /** Takes the next rows back; false when there are none left. */
  boolean step(Job job) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          if (!leases.renew(job)) {
            throw new StepAbandoned();
          }
          List<Row> rows = rows(job);
          rows.forEach(row -> row(job, row));
          if (rows.isEmpty()) {
            finish(job);
          }
          return !rows.isEmpty();
        }));
  }

  private List<Row> rows(Job job) {
    return jdbc.sql(
            """
            SELECT position, account_id, before::text AS before, after FROM official_import_row
            WHERE import_id = :import AND outcome = 'done'
            ORDER BY position DESC LIMIT :limit
            """)
        .param("import", job.id().value())
        .param("limit", BATCH)
        .query((row, number) ->
            new Row(
                row.getInt("position"),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("before"),
                row.getString("after")))
        .list();
  }

  private void row(Job job, Row row) {
    Actor actor = new Actor.Automatic("import-undo", job.owner());
    boolean undone;
    try {
      undone =
          Boolean.TRUE.equals(
              alone.execute(
                  status -> states.restore(row.account(), row.before(), row.after(), actor)));
    } catch (AccountException | DataIntegrityViolationException e) {
      undone = false;
    }
    jdbc.sql(
            """
            UPDATE official_import_row
            SET outcome = :outcome, reasons = reasons || CAST(:reasons AS jsonb)
            WHERE import_id = :import AND position = :position
            """)
        .param("outcome", undone ? "undone" : "kept")
        .param(
            "reasons",
            json.writeValueAsString(undone ? List.of() : List.of(Reason.of("changed-since"))))
        .param("import", job.id().value())
        .param("position", row.position())
        .update();
  }

  private void finish(Job job) {
    jdbc.sql(
            """
            UPDATE official_import
            SET state = 'undone', lease = NULL, lease_until = NULL, version = version + 1
            WHERE id = :import
            """)
        .param("import", job.id().value())
        .update();
    Map<String, String> counts =
        jdbc.sql(
                """
                SELECT count(*) FILTER (WHERE outcome = 'undone') AS undone,
                       count(*) FILTER (WHERE outcome = 'kept') AS kept
                FROM official_import_row WHERE import_id = :import
                """)
            .param("import", job.id().value())
            .query((row, number) ->
                Map.of("undone", row.getString("undone"), "kept", row.getString("kept")))
            .single();
    audit.append(
        new AuditEvent(
            "import.undone", job.owner().toString(), job.id().toString(), counts, Map.of()));
  }
}
