package vn.antin.signing.authority.development;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;

/** Who still has no certificate. */
final class Uncertified {
  private final JdbcClient sql;

  Uncertified(JdbcClient sql) {
    this.sql = sql;
  }

  /** Among the first officials by user name, those without a credential of any state. */
  List<OfficialId> among(int first) {
    return sql.sql(
            """
            SELECT early.id FROM (
              SELECT id, username FROM official WHERE status = 'active'
              ORDER BY username LIMIT :first) AS early
            WHERE NOT EXISTS (SELECT FROM credential WHERE credential.official_id = early.id
              AND credential.state <> 'failed')
            ORDER BY early.username
            """)
        .param("first", first)
        .query((row, _) -> new OfficialId(row.getObject(1, UUID.class)))
        .list();
  }
}
