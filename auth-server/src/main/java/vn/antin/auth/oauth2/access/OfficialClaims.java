package vn.antin.auth.oauth2.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.request.ClaimScopes;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.session.SessionId;

/**
 * What a system may know of an official's work: the post acted in ({@code post}), its unit ({@code
 * unit}), the codes from the root to it ({@code unit_path}), the code of the agency ({@code
 * organisation_identifier}), and the roles in this system ({@code roles}).
 *
 * <p>The post is the one chosen in the session; when none is, or it is not held any more, the main
 * one.
 */
@Repository
public final class OfficialClaims {
  private static final String ACTED =
      """
      WITH acted AS (
        SELECT s.post_id, s.kind, p.title, p.unit_id
        FROM assignment s JOIN post p ON p.id = s.post_id
        WHERE s.account_id = :official
          AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to > :today)
        ORDER BY s.id = (SELECT assignment_id FROM session WHERE id = :session) DESC NULLS LAST,
          s.kind <> 'main', s.valid_from, s.id
        LIMIT 1)
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  OfficialClaims(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Those of the wanted claims that there are. */
  public Map<String, Object> find(
      String clientId, AccountId official, SessionId session, Set<String> wanted) {
    Map<String, Object> found = new LinkedHashMap<>();
    if (wanted.stream().anyMatch(ClaimScopes.claims(Set.of("post"))::contains)) {
      found.putAll(post(official, session));
    }
    if (wanted.contains("roles")) {
      found.put("roles", roles(clientId, official, session));
    }
    found.keySet().retainAll(wanted);
    return found;
  }

  private Map<String, Object> post(AccountId official, SessionId session) {
    return jdbc.sql(
            ACTED
                + """
                SELECT acted.post_id, acted.kind, acted.title, u.id, u.code, u.name,
                  (SELECT array_agg(above.code ORDER BY link.depth DESC)
                   FROM org_unit_ancestor link JOIN org_unit above ON above.id = link.ancestor_id
                   WHERE link.unit_id = u.id) AS path,
                  (SELECT agency.code
                   FROM org_unit_ancestor link JOIN org_unit agency ON agency.id = link.ancestor_id
                   WHERE link.unit_id = u.id AND agency.kind <> 'division'
                   ORDER BY link.depth LIMIT 1) AS agency
                FROM acted JOIN org_unit u ON u.id = acted.unit_id
                """)
        .param("official", official.value())
        .param("session", session.value())
        .param("today", EffectiveDate.today(clock))
        .query(OfficialClaims::post)
        .optional()
        .orElseGet(Map::of);
  }

  private static Map<String, Object> post(ResultSet row, int number) throws SQLException {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(
        "post",
        Map.of(
            "id", row.getObject("post_id", UUID.class).toString(),
            "title", row.getString("title"),
            "kind", row.getString("kind")));
    claims.put(
        "unit",
        Map.of(
            "id", row.getObject("id", UUID.class).toString(),
            "code", row.getString("code"),
            "name", row.getString("name")));
    claims.put("unit_path", List.of((String[]) row.getArray("path").getArray()));
    String agency = row.getString("agency");
    if (agency != null) {
      claims.put("organisation_identifier", agency);
    }
    return claims;
  }

  /** Roles of a post or unit are those of the post acted in alone. */
  private List<String> roles(String clientId, AccountId official, SessionId session) {
    return jdbc.sql(
            ACTED
                + """
                SELECT DISTINCT g.role FROM system_role_grant g
                WHERE g.client_id = :client
                  AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)
                  AND (g.account_id = :official
                    OR g.post_id = (SELECT post_id FROM acted)
                    OR g.unit_id IN (SELECT link.ancestor_id FROM org_unit_ancestor link
                                     WHERE link.unit_id = (SELECT unit_id FROM acted)))
                ORDER BY g.role
                """)
        .param("client", clientId)
        .param("official", official.value())
        .param("session", session.value())
        .param("today", EffectiveDate.today(clock))
        .query((row, number) -> row.getString("role"))
        .list();
  }
}
