package vn.antin.auth.api.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;

/**
 * Reads the log backwards by number. Numbers and times grow together but for the moments between
 * two nodes, so a span of time becomes a span of numbers, found by index, with a margin.
 */
@Repository
final class AuditEntries {
  private static final Duration MARGIN = Duration.ofMinutes(10);

  /** The caller reads all when they audit every root. */
  private static final String SCOPE =
      Scope.units(Power.READ_AUDIT)
          + """
          , whole AS MATERIALIZED (
            SELECT EXISTS (SELECT FROM scope) AND NOT EXISTS (
              SELECT FROM org_unit root WHERE root.parent_id IS NULL
                AND root.id NOT IN (SELECT unit_id FROM scope)) AS yes
          )
          """;

  private static final String WITHIN =
      """
      , official AS MATERIALIZED (SELECT a.id FROM account a WHERE
      """
          + Scope.ALLOWS
          + ")\n";

  private static final String ENTRY =
      """
      SELECT e.id, e.at, e.type, e.actor, e.object, e.facts, e.batch IS NOT NULL AS sealed,
        (SELECT jsonb_object_agg(x.name, x.value) FROM audit.personal x WHERE x.entry_id = e.id)
          AS personal
      FROM audit.entry e
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final InstantSource clock;

  AuditEntries(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** An entry as it is stored. */
  record Stored(
      long id,
      Instant at,
      String kind,
      @Nullable String actor,
      @Nullable String object,
      Map<String, String> facts,
      Map<String, String> personal,
      boolean sealed) {}

  /** Whether the caller audits everything. */
  boolean readsAll(AccountId caller) {
    return jdbc.sql(SCOPE + "SELECT yes FROM whole")
        .params(caller(caller))
        .query(Boolean.class)
        .single();
  }

  /** Whether the caller audits anything at all. */
  boolean reads(AccountId caller) {
    return jdbc.sql(Scope.units(Power.READ_AUDIT) + "SELECT EXISTS (SELECT FROM scope)")
        .params(caller(caller))
        .query(Boolean.class)
        .single();
  }

  /**
   * Entries within the caller's scope, the newest first.
   *
   * @param before the number of the last one of the page before; null for the first page
   */
  List<Stored> find(AccountId caller, AuditQuestion question, @Nullable Long before, int limit) {
    Map<String, Object> parameters = caller(caller);
    parameters.put("limit", limit);
    String where = conditions(question, before, parameters);
    String sql;
    if (question.official() != null) {
      parameters.put("official", question.official().toString());
      sql =
          SCOPE
              + WITHIN
              + entries(
                  "("
                      + subject("actor", ":official", where)
                      + ") UNION ("
                      + subject("object", ":official", where)
                      + ")")
              + """
              WHERE (SELECT yes FROM whole)
                OR CAST(:official AS uuid) IN (SELECT id FROM official)
              ORDER BY e.id DESC LIMIT :limit
              """;
    } else if (readsAll(caller)) {
      // Asked again in the statement: what was true before it may not be any more.
      sql =
          SCOPE
              + ENTRY
              + "WHERE (SELECT yes FROM whole)"
              + where
              + " ORDER BY e.id DESC LIMIT :limit";
    } else {
      sql =
          SCOPE
              + WITHIN
              + """
              , subject (id) AS (
                SELECT id::text FROM official UNION SELECT unit_id::text FROM scope)
              """
              + entries(
                  "SELECT found.id FROM subject CROSS JOIN LATERAL (("
                      + subject("actor", "subject.id", where)
                      + ") UNION ALL ("
                      + subject("object", "subject.id", where)
                      + ")) found")
              + " ORDER BY e.id DESC LIMIT :limit";
    }
    return jdbc.sql(sql).params(parameters).query(this::stored).list();
  }

  private static String entries(String numbers) {
    return ENTRY
        + " JOIN (SELECT DISTINCT id FROM ("
        + numbers
        + ") n) wanted ON wanted.id = e.id\n";
  }

  /** The newest of one subject: as many as a page holds, so one probe of an index. */
  private static String subject(String column, String id, String where) {
    return "SELECT e.id FROM audit.entry e WHERE e.%s = %s%s ORDER BY e.id DESC LIMIT :limit"
        .formatted(column, id, where);
  }

  private static String conditions(
      AuditQuestion question, @Nullable Long before, Map<String, Object> parameters) {
    StringBuilder where = new StringBuilder();
    if (before != null) {
      where.append(" AND e.id < :before");
      parameters.put("before", before);
    }
    if (question.kind() != null) {
      where.append(" AND e.type = :kind");
      parameters.put("kind", question.kind());
    }
    if (question.from() != null) {
      where.append(
          """
           AND e.at >= :from AND e.id >= coalesce(
             (SELECT b.id FROM audit.entry b WHERE b.at >= :fromMargin ORDER BY b.at LIMIT 1), 0)
          """);
      parameters.put("from", at(question.from()));
      parameters.put("fromMargin", at(question.from().minus(MARGIN)));
    }
    if (question.to() != null) {
      where.append(
          """
           AND e.at < :to AND e.id <= coalesce(
             (SELECT b.id FROM audit.entry b WHERE b.at <= :toMargin ORDER BY b.at DESC LIMIT 1), 0)
          """);
      parameters.put("to", at(question.to()));
      parameters.put("toMargin", at(question.to().plus(MARGIN)));
    }
    return where.toString();
  }

  /**
   * Of these ids, the officials, units, posts and holdings that there are: their names, null for
   * those outside.
   */
  Map<String, @Nullable String> names(AccountId caller, List<UUID> ids) {
    Map<String, Object> parameters = caller(caller);
    parameters.put("ids", ids.toArray(UUID[]::new));
    Map<String, @Nullable String> names = new HashMap<>();
    jdbc.sql(
            SCOPE
                + """
                SELECT a.id, CASE WHEN (SELECT yes FROM whole) OR (
                """
                + Scope.ALLOWS
                + """
                ) THEN a.display_name END AS name
                FROM account a WHERE a.id = ANY (:ids)
                UNION ALL
                SELECT u.id, CASE WHEN u.id IN (SELECT unit_id FROM scope) THEN u.name END
                FROM org_unit u WHERE u.id = ANY (:ids)
                UNION ALL
                SELECT p.id, CASE WHEN p.unit_id IN (SELECT unit_id FROM scope) THEN p.title END
                FROM post p WHERE p.id = ANY (:ids)
                UNION ALL
                SELECT s.id, CASE WHEN p.unit_id IN (SELECT unit_id FROM scope) THEN p.title END
                FROM assignment s JOIN post p ON p.id = s.post_id WHERE s.id = ANY (:ids)
                UNION ALL
                SELECT g.id, CASE WHEN g.unit_id IN (SELECT unit_id FROM scope) THEN g.role END
                FROM role_grant g WHERE g.id = ANY (:ids)
                """)
        .params(parameters)
        .query((row, number) -> names.put(row.getString("id"), row.getString("name")))
        .list();
    return names;
  }

  private Map<String, Object> caller(AccountId caller) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("caller", caller.value());
    parameters.put("today", EffectiveDate.today(clock));
    return parameters;
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    return new Stored(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("type"),
        row.getString("actor"),
        row.getString("object"),
        texts(row.getString("facts")),
        texts(row.getString("personal")),
        row.getBoolean("sealed"));
  }

  private Map<String, String> texts(@Nullable String members) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (members != null) {
      json.readTree(members)
          .properties()
          .forEach(member -> texts.put(member.getKey(), member.getValue().asString()));
    }
    return texts;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
