package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.lifecycle.OfficialState;
import vn.antin.auth.web.House;

/** Reads officials as users, within the client's scope. */
@Repository
final class UserTable {
  private static final String FROM =
      """
      FROM account a
      LEFT JOIN scim_external_id x ON x.account_id = a.id AND x.client_id = :client
      WHERE a.erased_at IS NULL AND (
      """
          + Scope.ALLOWS
          + ")";

  private static final String SELECT =
      ScimScope.UNITS
          + """
          SELECT a.id, a.created_at, a.username, a.family_name, a.middle_name, a.given_name,
                 a.display_name, a.email, a.telephone, a.locale, a.status = 'active' AS active,
                 a.official_code, x.external_id, %s AS state,
                 (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'unit', u.id, 'unitCode', u.code,
                           'unitName', u.name, 'title', p.title, 'kind', s.kind,
                           'from', s.valid_from, 'until', s.valid_to)
                           ORDER BY s.kind <> 'main', s.valid_from, s.id)::text
                  FROM assignment s JOIN post p ON p.id = s.post_id
                  JOIN org_unit u ON u.id = p.unit_id
                  WHERE s.account_id = a.id AND (s.valid_to IS NULL OR s.valid_to > :today)
                    AND u.id IN (SELECT unit_id FROM scope)) AS posts,
                 (SELECT jsonb_agg(jsonb_build_object('value', g.role, 'display', u.name)
                           ORDER BY g.role, u.code)::text
                  FROM role_grant g JOIN org_unit u ON u.id = g.unit_id
                  WHERE g.account_id = a.id AND g.valid_from <= :today
                    AND (g.valid_to IS NULL OR g.valid_to > :today)
                    AND g.unit_id IN (SELECT unit_id FROM scope)) AS roles
          """
              .formatted(OfficialState.OF_ACCOUNT_A)
          + FROM;

  private final JdbcClient jdbc;
  private final House house;
  private final InstantSource clock;

  UserTable(JdbcClient jdbc, House house, InstantSource clock) {
    this.jdbc = jdbc;
    this.house = house;
    this.clock = clock;
  }

  Optional<ObjectNode> find(ScimClient client, AccountId id) {
    return asked(SELECT + " AND a.id = :id", client)
        .param("id", id.value())
        .query(this::user)
        .optional();
  }

  List<ObjectNode> list(ScimClient client, PageOf page) {
    FilterSql.Condition filter = FilterSql.of(page.filter(), Attribute::ofUser);
    return asked(
            SELECT
                + " AND "
                + filter.sql()
                + " ORDER BY "
                + page.order(Attribute::ofUser, "a.id")
                + " OFFSET :skip LIMIT :count",
            client)
        .params(filter.parameters())
        .param("skip", page.start() - 1)
        .param("count", page.count())
        .query(this::user)
        .list();
  }

  int count(ScimClient client, PageOf page) {
    FilterSql.Condition filter = FilterSql.of(page.filter(), Attribute::ofUser);
    return asked(ScimScope.UNITS + "SELECT count(*) " + FROM + " AND " + filter.sql(), client)
        .params(filter.parameters())
        .query(Integer.class)
        .single();
  }

  /**
   * Locks a user until the transaction ends; the value says whether it holds a role, now or to
   * come, or the main post outside of the client's scope.
   */
  Optional<Boolean> lock(ScimClient client, AccountId id) {
    return asked(
            ScimScope.UNITS
                + "SELECT "
                + ScimScope.MIGHTIER
                + " OR NOT ("
                + Scope.WHOLE
                + ") FROM account a WHERE a.id = :id AND a.erased_at IS NULL AND ("
                + Scope.ALLOWS
                + ") FOR UPDATE OF a",
            client)
        .param("id", id.value())
        .query(Boolean.class)
        .optional();
  }

  /** The unit within the scope that has this id or this code today. */
  Optional<UUID> unit(ScimClient client, @Nullable String id, @Nullable String code) {
    return asked(
            ScimScope.UNITS
                + """
                SELECT u.id FROM org_unit u JOIN scope ON scope.unit_id = u.id
                WHERE (u.id::text = CAST(:id AS text) OR u.code = CAST(:code AS text))
                  AND u.valid_from <= :today AND (u.valid_to IS NULL OR u.valid_to > :today)
                """,
            client)
        .param("id", id)
        .param("code", code)
        .query((row, number) -> row.getObject(1, UUID.class))
        .optional();
  }

  /** Notes what the client calls the official; null forgets it. */
  void name(ScimClient client, AccountId id, @Nullable String externalId) {
    if (externalId == null) {
      jdbc.sql("DELETE FROM scim_external_id WHERE client_id = :client AND account_id = :id")
          .param("client", client.id())
          .param("id", id.value())
          .update();
      return;
    }
    jdbc.sql(
            """
            INSERT INTO scim_external_id (client_id, account_id, external_id)
            VALUES (:client, :id, :external)
            ON CONFLICT (client_id, account_id) DO UPDATE SET external_id = excluded.external_id
            """)
        .param("client", client.id())
        .param("id", id.value())
        .param("external", externalId)
        .update();
  }

  private JdbcClient.StatementSpec asked(String sql, ScimClient client) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("client", client.id());
    parameters.put("today", EffectiveDate.today(clock));
    return jdbc.sql(sql).params(parameters);
  }

  private ObjectNode user(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    ObjectNode user = Resources.object();
    ArrayNode posts = list(row.getString("posts"));
    user.putArray("schemas").add(Resources.USER).add(Resources.ENTERPRISE).add(Resources.OFFICIAL);
    user.put("id", id);
    put(user, "externalId", row.getString("external_id"));
    user.put("userName", row.getString("username"));
    ObjectNode name = user.putObject("name");
    name.put("formatted", row.getString("display_name"));
    put(name, "familyName", row.getString("family_name"));
    put(name, "middleName", row.getString("middle_name"));
    put(name, "givenName", row.getString("given_name"));
    user.put("displayName", row.getString("display_name"));
    user.put("active", row.getBoolean("active"));
    user.put("locale", row.getString("locale"));
    contact(user, "emails", row.getString("email"));
    contact(user, "phoneNumbers", row.getString("telephone"));
    if (!posts.isEmpty()) {
      put(user, "title", posts.get(0).path("title").asText());
    }
    ArrayNode groups = Resources.array();
    posts.forEach(post -> {
      ObjectNode group = groups.addObject();
      group.put("value", post.path("unit").asText());
      group.put("display", post.path("unitName").asText());
      group.put("type", "direct");
      group.put("$ref", house.issuer() + "/scim/v2/Groups/" + post.path("unit").asText());
    });
    user.set("groups", groups);
    user.set("roles", list(row.getString("roles")));
    ObjectNode enterprise = user.putObject(Resources.ENTERPRISE);
    put(enterprise, "employeeNumber", row.getString("official_code"));
    if (!posts.isEmpty()) {
      put(enterprise, "department", posts.get(0).path("unitName").asText());
    }
    user.putObject(Resources.OFFICIAL).set("posts", posts);
    ObjectNode meta = user.putObject("meta");
    meta.put("resourceType", "User");
    meta.put("created", row.getObject("created_at", OffsetDateTime.class).toInstant().toString());
    meta.put("location", house.issuer() + "/scim/v2/Users/" + id);
    meta.put(
        "version", version(row.getString("state") + "/" + row.getString("external_id") + posts));
    return user;
  }

  private static void contact(ObjectNode user, String member, @Nullable String value) {
    if (value != null) {
      user.putArray(member)
          .addObject()
          .put("value", value)
          .put("type", "work")
          .put("primary", true);
    }
  }

  private static void put(ObjectNode object, String member, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      object.put(member, value);
    }
  }

  private static ArrayNode list(@Nullable String json) {
    try {
      return json == null
          ? Resources.array()
          : (ArrayNode) JsonUtils.getObjectReader().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL writes JSON", e);
    }
  }

  /** A weak entity tag: the same state in other words is the same version. */
  private static String version(String state) {
    byte[] digest = Digest.sha256(state);
    return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
  }
}
