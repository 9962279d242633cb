package vn.antin.auth.provisioning.scim;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a filter or a sort order may name, and the SQL that stands for it.
 *
 * @param sql an expression over account {@code a}
 * @param type how values are compared
 * @param among for attributes with several values: a condition in which {@code %s} is the
 *     comparison; null for single ones
 */
record Attribute(String sql, Type type, @Nullable String among) {
  enum Type {
    /** Compared without regard to case (RFC 7643 §2.2, caseExact false). */
    TEXT,
    EXACT,
    BOOLEAN,
    TIME
  }

  private static final String POSTS =
      """
      EXISTS (SELECT FROM assignment s JOIN post p ON p.id = s.post_id
              JOIN org_unit u ON u.id = p.unit_id
              WHERE s.account_id = a.id AND u.id IN (SELECT unit_id FROM scope)
                AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to > :today)
                AND (%s))
      """;

  private static final String ROLES =
      """
      EXISTS (SELECT FROM role_grant g
              WHERE g.account_id = a.id AND g.unit_id IN (SELECT unit_id FROM scope)
                AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)
                AND (%s))
      """;

  private static final Map<String, Attribute> USERS = users();
  private static final Map<String, Attribute> GROUPS = groups();

  private static Map<String, Attribute> users() {
    Map<String, Attribute> all = new TreeMap<>();
    String core = Resources.USER.toLowerCase(Locale.ROOT) + ":";
    Map<String, Attribute> plain =
        Map.ofEntries(
            Map.entry("id", exact("a.id::text")),
            Map.entry("externalid", exact("x.external_id")),
            Map.entry("username", text("a.username")),
            Map.entry("displayname", text("a.display_name")),
            Map.entry("name.formatted", text("a.display_name")),
            Map.entry("name.familyname", text("a.family_name")),
            Map.entry("name.middlename", text("a.middle_name")),
            Map.entry("name.givenname", text("a.given_name")),
            Map.entry("active", new Attribute("(a.status = 'active')", Type.BOOLEAN, null)),
            Map.entry("locale", text("a.locale")),
            Map.entry("preferredlanguage", text("a.locale")),
            Map.entry("emails", text("a.email")),
            Map.entry("emails.value", text("a.email")),
            Map.entry("emails.type", text("CASE WHEN a.email IS NOT NULL THEN 'work' END")),
            Map.entry("emails.primary", new Attribute("(a.email IS NOT NULL)", Type.BOOLEAN, null)),
            Map.entry("phonenumbers", text("a.telephone")),
            Map.entry("phonenumbers.value", text("a.telephone")),
            Map.entry(
                "phonenumbers.type", text("CASE WHEN a.telephone IS NOT NULL THEN 'work' END")),
            Map.entry("title", new Attribute("p.title", Type.TEXT, POSTS)),
            Map.entry("groups", new Attribute("u.id::text", Type.EXACT, POSTS)),
            Map.entry("groups.value", new Attribute("u.id::text", Type.EXACT, POSTS)),
            Map.entry("groups.display", new Attribute("u.name", Type.TEXT, POSTS)),
            Map.entry("roles", new Attribute("g.role", Type.TEXT, ROLES)),
            Map.entry("roles.value", new Attribute("g.role", Type.TEXT, ROLES)),
            Map.entry("meta.created", new Attribute("a.created_at", Type.TIME, null)));
    plain.forEach((name, attribute) -> {
      all.put(name, attribute);
      all.put(core + name, attribute);
    });
    String enterprise = Resources.ENTERPRISE.toLowerCase(Locale.ROOT) + ":";
    all.put(enterprise + "employeenumber", exact("a.official_code"));
    all.put(enterprise + "department", new Attribute("u.name", Type.TEXT, POSTS));
    String official = Resources.OFFICIAL.toLowerCase(Locale.ROOT) + ":posts";
    all.put(official + ".unit", new Attribute("u.id::text", Type.EXACT, POSTS));
    all.put(official + ".unitcode", new Attribute("u.code", Type.TEXT, POSTS));
    all.put(official + ".unitname", new Attribute("u.name", Type.TEXT, POSTS));
    all.put(official + ".title", new Attribute("p.title", Type.TEXT, POSTS));
    all.put(official + ".kind", new Attribute("s.kind", Type.TEXT, POSTS));
    return Map.copyOf(all);
  }

  private static Map<String, Attribute> groups() {
    Map<String, Attribute> all = new TreeMap<>();
    String members =
        """
        EXISTS (SELECT FROM post p JOIN assignment s ON s.post_id = p.id
                WHERE p.unit_id = u.id AND s.valid_from <= :today
                  AND (s.valid_to IS NULL OR s.valid_to > :today) AND (%s))
        """;
    Map<String, Attribute> plain =
        Map.of(
            "id", exact("u.id::text"),
            "displayname", text("u.name"),
            "externalid", exact("u.code"),
            "members", new Attribute("s.account_id::text", Type.EXACT, members),
            "members.value", new Attribute("s.account_id::text", Type.EXACT, members));
    String core = Resources.GROUP.toLowerCase(Locale.ROOT) + ":";
    plain.forEach((name, attribute) -> {
      all.put(name, attribute);
      all.put(core + name, attribute);
    });
    return Map.copyOf(all);
  }

  private static Attribute text(String sql) {
    return new Attribute(sql, Type.TEXT, null);
  }

  private static Attribute exact(String sql) {
    return new Attribute(sql, Type.EXACT, null);
  }

  static @Nullable Attribute ofUser(String path) {
    return USERS.get(path.toLowerCase(Locale.ROOT));
  }

  static @Nullable Attribute ofGroup(String path) {
    return GROUPS.get(path.toLowerCase(Locale.ROOT));
  }
}
