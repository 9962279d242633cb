package vn.antin.auth.org;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** What an official is today: posts held and roles given. */
@Repository
public final class Standing {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  Standing(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The posts, the main one first; a division is named with the unit above it. */
  public List<PostHeld> posts(AccountId account) {
    return jdbc.sql(
            """
            SELECT s.id, p.title, s.kind,
                   u.name || CASE u.kind WHEN 'division' THEN coalesce(', ' || above.name, '')
                             ELSE '' END AS unit
            FROM assignment s JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
            LEFT JOIN org_unit above ON above.id = u.parent_id
            WHERE s.account_id = :account
              AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to > :today)
            ORDER BY s.kind <> 'main', s.valid_from, s.id
            """)
        .param("account", account.value())
        .param("today", EffectiveDate.today(clock))
        .query((row, number) ->
            new PostHeld(
                new AssignmentId(row.getObject("id", UUID.class)),
                row.getString("title"),
                row.getString("unit"),
                row.getString("kind")))
        .list();
  }

  /**
   * Whether the official may decide on what concerns everybody, such as systems and their messages:
   * security administrators of a root of the tree may.
   */
  public boolean decidesForAll(AccountId account) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM role_grant g
              JOIN org_unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id
              WHERE g.account_id = :account AND g.role = 'security-administrator'
                AND u.parent_id IS NULL AND a.status = 'active'
                AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today))
            """)
        .param("account", account.value())
        .param("today", EffectiveDate.today(clock))
        .query(Boolean.class)
        .single();
  }

  public List<RoleHeld> roles(AccountId account) {
    return jdbc.sql(
            """
            SELECT g.role, u.id, u.name
            FROM role_grant g JOIN org_unit u ON u.id = g.unit_id
            WHERE g.account_id = :account
              AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)
            ORDER BY g.role, u.code
            """)
        .param("account", account.value())
        .param("today", EffectiveDate.today(clock))
        .query((row, number) ->
            new RoleHeld(
                row.getString("role"),
                new UnitId(row.getObject("id", UUID.class)),
                row.getString("name")))
        .list();
  }
}
