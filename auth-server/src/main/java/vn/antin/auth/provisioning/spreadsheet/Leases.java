package vn.antin.auth.provisioning.spreadsheet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.UnitId;

/** Which node works on which import. A node that is lost holds its import up until then only. */
@Repository
final class Leases {
  private static final Duration LENGTH = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Leases(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The oldest import that has something to do and nobody working on it. */
  Optional<Job> claim() {
    return jdbc.sql(
            """
            UPDATE official_import SET lease = gen_random_uuid(), lease_until = :until
            WHERE id = (SELECT id FROM official_import
                        WHERE state IN ('reading', 'applying', 'undoing')
                          AND (lease_until IS NULL OR lease_until < :now)
                        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, lease, state, owner, unit_id, complete, make_posts
            """)
        .param("now", now())
        .param("until", now().plus(LENGTH))
        .query(Leases::job)
        .optional();
  }

  /**
   * Locks the import until the transaction ends and holds it longer; false when another node has
   * taken over, and then the transaction must write nothing.
   */
  boolean renew(Job job) {
    return jdbc.sql(
                """
                UPDATE official_import SET lease_until = :until
                WHERE id = :id AND lease = :lease AND state = :state
                """)
            .param("until", now().plus(LENGTH))
            .param("id", job.id().value())
            .param("lease", job.lease())
            .param("state", job.state().value())
            .update()
        == 1;
  }

  /** Lets another node go on at once. */
  void giveBack(Job job) {
    jdbc.sql(
            """
            UPDATE official_import SET lease = NULL, lease_until = NULL
            WHERE id = :id AND lease = :lease
            """)
        .param("id", job.id().value())
        .param("lease", job.lease())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        new ImportId(row.getObject("id", UUID.class)),
        row.getObject("lease", UUID.class),
        ImportState.of(row.getString("state")),
        new AccountId(row.getObject("owner", UUID.class)),
        new UnitId(row.getObject("unit_id", UUID.class)),
        row.getBoolean("complete"),
        row.getBoolean("make_posts"));
  }
}
