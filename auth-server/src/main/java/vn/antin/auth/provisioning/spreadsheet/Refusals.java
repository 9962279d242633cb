package vn.antin.auth.provisioning.spreadsheet;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.provisioning.table.TableRefused;

/** Files that cannot be taken at all. */
@Repository
final class Refusals {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Refusals(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Forgets the file and keeps why. */
  void refuse(Job job, TableRefused.Reason reason) {
    transaction.executeWithoutResult(status -> {
      int refused =
          jdbc.sql(
                  """
                  UPDATE official_import
                  SET state = 'refused', refusal = :reason, content = NULL, rows = 0,
                      lease = NULL, lease_until = NULL, version = version + 1
                  WHERE id = :id AND lease = :lease
                  """)
              .param("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .param("id", job.id().value())
              .param("lease", job.lease())
              .update();
      if (refused == 1) {
        jdbc.sql("DELETE FROM official_import_row WHERE import_id = :id")
            .param("id", job.id().value())
            .update();
      }
    });
  }
}
