package vn.antin.auth.org;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Everything about units and officials in the order of the transactions that wrote it.
 *
 * <p>Transactions do not commit in the order of their numbers. A page therefore ends before the
 * oldest transaction still running ({@code pg_snapshot_xmin}): what that one writes comes later in
 * the order, never in a place that a reader has passed already.
 */
@Repository
public final class PeopleFeed {
  private static final String PAGE =
      """
      SELECT rank, changed_in::text, id, official_id, unit_id, kind, code, name, valid_from, valid_to,
             post_id, delegate_id, delegate_post_id
      FROM (
        (SELECT 1 AS rank, changed_in, id, NULL::uuid AS official_id, parent_id AS unit_id, kind,
                code, name, valid_from, valid_to, NULL::uuid AS post_id, NULL::uuid AS delegate_id,
                NULL::uuid AS delegate_post_id
         FROM org_unit
         WHERE changed_in < pg_snapshot_xmin(pg_current_snapshot())
           AND (changed_in, id) > (CAST(:changed AS xid8), :unit)
         ORDER BY changed_in, id LIMIT :limit)
        UNION ALL
        (SELECT 2, changed_in, id, NULL, NULL, status, username, display_name, NULL, NULL, NULL, NULL, NULL
         FROM account
         WHERE changed_in < pg_snapshot_xmin(pg_current_snapshot())
           AND (changed_in, id) > (CAST(:changed AS xid8), :official)
         ORDER BY changed_in, id LIMIT :limit)
        UNION ALL
        (SELECT 3, s.changed_in, s.id, s.account_id, p.unit_id, s.kind, p.rank, p.title,
                s.valid_from, s.valid_to, s.post_id, NULL, NULL
         FROM assignment s JOIN post p ON p.id = s.post_id
         WHERE s.changed_in < pg_snapshot_xmin(pg_current_snapshot())
           AND (s.changed_in, s.id) > (CAST(:changed AS xid8), :assignment)
         ORDER BY s.changed_in, s.id LIMIT :limit)
        UNION ALL
        (SELECT 4, changed_in, id, account_id, unit_id, role, NULL, NULL, valid_from, valid_to,
                NULL, NULL, NULL
         FROM role_grant
         WHERE changed_in < pg_snapshot_xmin(pg_current_snapshot())
           AND (changed_in, id) > (CAST(:changed AS xid8), :role)
         ORDER BY changed_in, id LIMIT :limit)
        UNION ALL
        (SELECT 5, changed_in, id, successor_id, unit_id, NULL, NULL, NULL, effective_on, NULL,
                NULL, NULL, NULL
         FROM org_unit_successor
         WHERE changed_in < pg_snapshot_xmin(pg_current_snapshot())
           AND (changed_in, id) > (CAST(:changed AS xid8), :succession)
         ORDER BY changed_in, id LIMIT :limit)
        UNION ALL
        (SELECT 6, changed_in, id, delegator_id, unit_id, form, NULL, NULL, valid_from, valid_to,
                delegator_post_id, delegate_id, delegate_post_id
         FROM signing_delegation
         WHERE changed_in < pg_snapshot_xmin(pg_current_snapshot())
           AND (changed_in, id) > (CAST(:changed AS xid8), :delegation)
         ORDER BY changed_in, id LIMIT :limit)
      ) AS change
      ORDER BY change.changed_in, rank, id LIMIT :limit
      """;

  private final JdbcClient jdbc;

  PeopleFeed(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next changes after a place in the feed. */
  public List<Entry> after(FeedCursor cursor, int limit) {
    return jdbc.sql(PAGE)
        .param("changed", cursor.transaction())
        .param("unit", cursor.idWithin(1))
        .param("official", cursor.idWithin(2))
        .param("assignment", cursor.idWithin(3))
        .param("role", cursor.idWithin(4))
        .param("succession", cursor.idWithin(5))
        .param("delegation", cursor.idWithin(6))
        .param("limit", limit)
        .query(PeopleFeed::entry)
        .list();
  }

  /**
   * A change and its place in the feed.
   *
   * @param place continues after this change
   */
  public record Entry(PeopleChange change, FeedCursor place) {}

  private static Entry entry(ResultSet row, int number) throws SQLException {
    int rank = row.getInt("rank");
    UUID id = row.getObject("id", UUID.class);
    UUID official = row.getObject("official_id", UUID.class);
    UUID unit = row.getObject("unit_id", UUID.class);
    String kind = row.getString("kind");
    String code = row.getString("code");
    String name = row.getString("name");
    LocalDate from = row.getObject("valid_from", LocalDate.class);
    LocalDate to = row.getObject("valid_to", LocalDate.class);
    PeopleChange change =
        switch (rank) {
          case 1 -> new PeopleChange.Unit(id, unit, kind, code, name, from, to);
          case 2 -> new PeopleChange.Official(id, code, name, kind);
          case 3 ->
              new PeopleChange.Assignment(
                  id,
                  official,
                  unit,
                  row.getObject("post_id", UUID.class),
                  name,
                  code,
                  kind,
                  from,
                  to);
          case 5 -> new PeopleChange.Succession(id, unit, official, from);
          case 6 ->
              new PeopleChange.Delegation(
                  id,
                  kind,
                  unit,
                  official,
                  row.getObject("post_id", UUID.class),
                  row.getObject("delegate_id", UUID.class),
                  row.getObject("delegate_post_id", UUID.class),
                  from,
                  to);
          default -> new PeopleChange.Role(id, official, unit, kind, from, to);
        };
    return new Entry(change, new FeedCursor(row.getString("changed_in"), rank, id));
  }
}
