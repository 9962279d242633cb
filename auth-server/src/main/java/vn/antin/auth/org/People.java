package vn.antin.auth.org;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** The officials that an administrator may see, by given name in Vietnamese order. */
@Repository
public final class People {
  private static final String LIST =
      Scope.units(Power.SEE_PEOPLE)
          + """
          SELECT a.id, a.username, a.display_name, a.email, a.official_code, a.status, place.unit,
                 place.title
          FROM account a
          LEFT JOIN LATERAL (
            SELECT p.title,
                   u.name || CASE u.kind WHEN 'division' THEN coalesce(', ' || above.name, '')
                             ELSE '' END AS unit
            FROM assignment s JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
            LEFT JOIN org_unit above ON above.id = u.parent_id
              AND above.id IN (SELECT unit_id FROM scope)
            WHERE s.account_id = a.id AND p.unit_id IN (SELECT unit_id FROM scope)
              AND s.valid_from <= :today
              AND (s.valid_to IS NULL OR s.valid_to > :today)
            ORDER BY s.kind <> 'main', s.valid_from, s.id LIMIT 1) place ON true
          WHERE
          """
          + Scope.ALLOWS;
  private static final String FOUND = "AND a.search LIKE search_form(:pattern)\n";
  private static final String IN_STATE = "AND (a.status = 'active') = :active\n";
  private static final String IN_UNIT =
      """
      AND EXISTS (
        SELECT FROM assignment s JOIN post p ON p.id = s.post_id
        JOIN org_unit_ancestor x ON x.unit_id = p.unit_id AND x.ancestor_id = :unit
        WHERE s.account_id = a.id AND (s.valid_to IS NULL OR s.valid_to > :today))
      """;
  private static final String PLACE =
      Scope.units(Power.SEE_PEOPLE)
          + "SELECT a.given_name, a.family_name, a.middle_name FROM account a WHERE a.id = :id AND "
          + Scope.ALLOWS;
  private static final String AFTER =
      """
      AND (a.given_name COLLATE "vi-x-icu", a.family_name COLLATE "vi-x-icu",
           a.middle_name COLLATE "vi-x-icu", a.id) > (:given, :family, :middle, :after)
      """;
  private static final String ORDER =
      """
      ORDER BY a.given_name COLLATE "vi-x-icu", a.family_name COLLATE "vi-x-icu",
               a.middle_name COLLATE "vi-x-icu", a.id
      LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  People(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One page of the officials within the caller's scope.
   *
   * @param after the last official of the page before
   * @throws IllegalArgumentException when that is nobody whom the caller may see
   */
  public List<Person> visibleTo(
      AccountId caller, PeopleQuery query, @Nullable AccountId after, int limit) {
    StringBuilder sql = new StringBuilder(LIST);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("caller", caller.value());
    parameters.put("today", EffectiveDate.today(clock));
    parameters.put("limit", limit);
    if (!query.words().isEmpty()) {
      sql.append(FOUND);
      parameters.put("pattern", pattern(query.words()));
    }
    if (query.active() != null) {
      sql.append(IN_STATE);
      parameters.put("active", query.active());
    }
    if (query.unit() != null) {
      sql.append(IN_UNIT);
      parameters.put("unit", query.unit().value());
    }
    if (after != null) {
      sql.append(AFTER);
      parameters.putAll(place(caller, after));
    }
    return jdbc.sql(sql.append(ORDER).toString()).params(parameters).query(People::person).list();
  }

  /** One official, if the caller holds that power over them. */
  public Optional<Person> find(AccountId caller, Power power, AccountId official) {
    return jdbc.sql(
            LIST.replace(Scope.units(Power.SEE_PEOPLE), Scope.units(power)) + "AND a.id = :id")
        .param("caller", caller.value())
        .param("today", EffectiveDate.today(clock))
        .param("id", official.value())
        .query(People::person)
        .optional();
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    return new Person(
        new AccountId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("display_name"),
        row.getString("email"),
        row.getString("official_code"),
        row.getString("status"),
        row.getString("unit"),
        row.getString("title"));
  }

  /** Where in the order an official stands, asked within the scope like everything else. */
  private Map<String, Object> place(AccountId caller, AccountId official) {
    return jdbc.sql(PLACE)
        .param("caller", caller.value())
        .param("today", EffectiveDate.today(clock))
        .param("id", official.value())
        .query((row, number) ->
            Map.<String, Object>of(
                "given", row.getString("given_name"),
                "family", row.getString("family_name"),
                "middle", row.getString("middle_name"),
                "after", official.value()))
        .optional()
        .orElseThrow(() -> new IllegalArgumentException("expected an official of the list"));
  }

  private static String pattern(String words) {
    String literal = words.strip().replaceAll("([%_\\\\])", "\\\\$1");
    return "%" + literal.replaceAll("\\s+", "%") + "%";
  }
}
