package vn.antin.auth.org;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
          SELECT a.id, a.username, a.display_name, a.email, a.status, place.unit, place.title
          FROM account a
          LEFT JOIN LATERAL (
            SELECT p.title,
                   u.name || CASE u.kind WHEN 'division' THEN coalesce(', ' || above.name, '')
                             ELSE '' END AS unit
            FROM assignment s JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
            LEFT JOIN org_unit above ON above.id = u.parent_id
            WHERE s.account_id = a.id AND s.valid_from <= :today
              AND (s.valid_to IS NULL OR s.valid_to > :today)
            ORDER BY s.kind <> 'main', s.valid_from, s.id LIMIT 1) place ON true
          WHERE
          """
          + Scope.ALLOWS;
  private static final String FOUND = "AND a.search LIKE search_form(:pattern)\n";
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
   * @param words parts of the name, user name or address in this order, with or without diacritics
   * @param after the last official of the page before
   */
  public List<Person> visibleTo(
      AccountId caller, @Nullable String words, @Nullable AccountId after, int limit) {
    StringBuilder sql = new StringBuilder(LIST);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("caller", caller.value());
    parameters.put("today", EffectiveDate.today(clock));
    parameters.put("limit", limit);
    if (words != null && !words.isBlank()) {
      sql.append(FOUND);
      parameters.put("pattern", pattern(words));
    }
    if (after != null) {
      sql.append(AFTER);
      parameters.putAll(place(after));
    }
    return jdbc.sql(sql.append(ORDER).toString())
        .params(parameters)
        .query((row, number) ->
            new Person(
                new AccountId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("status"),
                row.getString("unit"),
                row.getString("title")))
        .list();
  }

  /** Where in the order an official stands; nobody stands before the first. */
  private Map<String, Object> place(AccountId official) {
    return jdbc.sql("SELECT given_name, family_name, middle_name FROM account WHERE id = :id")
        .param("id", official.value())
        .query((row, number) ->
            Map.<String, Object>of(
                "given", row.getString("given_name"),
                "family", row.getString("family_name"),
                "middle", row.getString("middle_name"),
                "after", official.value()))
        .optional()
        .orElse(Map.of("given", "", "family", "", "middle", "", "after", new UUID(0, 0)));
  }

  private static String pattern(String words) {
    String literal = words.strip().replaceAll("([%_\\\\])", "\\\\$1");
    return "%" + literal.replaceAll("\\s+", "%") + "%";
  }
}
