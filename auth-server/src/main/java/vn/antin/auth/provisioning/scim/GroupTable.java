package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.web.House;

/** Reads units as groups of those who hold posts there. */
@Repository
final class GroupTable {
  private static final String FROM =
      """
      FROM org_unit u JOIN scope ON scope.unit_id = u.id
      WHERE u.valid_from <= :today AND (u.valid_to IS NULL OR u.valid_to > :today)
      """;

  private static final String SELECT =
      ScimScope.UNITS
          + """
          SELECT u.id, u.name, u.code, u.version,
                 CASE WHEN :members THEN
                   (SELECT jsonb_agg(DISTINCT jsonb_build_object('value', a.id, 'type', 'User',
                             'display', a.display_name,
                             '$ref', CAST(:base AS text) || a.id))::text
                    FROM post p JOIN assignment s ON s.post_id = p.id
                    JOIN account a ON a.id = s.account_id
                    WHERE p.unit_id = u.id AND s.valid_from <= :today
                      AND (s.valid_to IS NULL OR s.valid_to > :today)) END AS members
          """
          + FROM;

  private final JdbcClient jdbc;
  private final House house;
  private final InstantSource clock;

  GroupTable(JdbcClient jdbc, House house, InstantSource clock) {
    this.jdbc = jdbc;
    this.house = house;
    this.clock = clock;
  }

  Optional<ObjectNode> find(ScimClient client, UUID id, boolean members) {
    return shown(SELECT + " AND u.id = :id", client, members)
        .param("id", id)
        .query(this::group)
        .optional();
  }

  List<ObjectNode> list(ScimClient client, PageOf page) {
    FilterSql.Condition filter = FilterSql.of(page.filter(), Attribute::ofGroup);
    return shown(
            SELECT
                + " AND "
                + filter.sql()
                + " ORDER BY "
                + page.order(Attribute::ofGroup, "u.id")
                + " OFFSET :skip LIMIT :count",
            client,
            page.view().shows("members"))
        .params(filter.parameters())
        .param("skip", page.start() - 1)
        .param("count", page.count())
        .query(this::group)
        .list();
  }

  int count(ScimClient client, PageOf page) {
    FilterSql.Condition filter = FilterSql.of(page.filter(), Attribute::ofGroup);
    return asked(ScimScope.UNITS + "SELECT count(*) " + FROM + " AND " + filter.sql(), client)
        .params(filter.parameters())
        .query(Integer.class)
        .single();
  }

  private JdbcClient.StatementSpec shown(String sql, ScimClient client, boolean members) {
    return asked(sql, client)
        .param("members", members)
        .param("base", house.issuer() + "/scim/v2/Users/");
  }

  private JdbcClient.StatementSpec asked(String sql, ScimClient client) {
    return jdbc.sql(sql).param("client", client.id()).param("today", EffectiveDate.today(clock));
  }

  private ObjectNode group(ResultSet row, int number) throws SQLException {
    ObjectNode group = Resources.object();
    String id = row.getString("id");
    group.putArray("schemas").add(Resources.GROUP);
    group.put("id", id);
    group.put("externalId", row.getString("code"));
    group.put("displayName", row.getString("name"));
    String members = row.getString("members");
    try {
      group.set(
          "members",
          members == null
              ? Resources.array()
              : (ArrayNode) JsonUtils.getObjectReader().readTree(members));
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL writes JSON", e);
    }
    ObjectNode meta = group.putObject("meta");
    meta.put("resourceType", "Group");
    meta.put("location", house.issuer() + "/scim/v2/Groups/" + id);
    return group;
  }
}
