package vn.antin.auth.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.ldap.entry.Person;
import vn.antin.ldap.entry.PersonName;
import vn.antin.ldap.entry.Unit;
import vn.antin.ldap.gateway.Field;
import vn.antin.ldap.gateway.PageRequest;

/** Active officials with their main post, and units in force, as a directory shows them. */
@Repository
final class DirectoryRows {
  private static final String PEOPLE =
      """
      SELECT a.id, a.username, a.family_name, a.middle_name, a.given_name, a.display_name, a.email,
             a.telephone, place.title, place.unit_id, place.unit_code, place.unit_name
      FROM account a
      LEFT JOIN LATERAL (
        SELECT p.title, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name
        FROM assignment s JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
        WHERE s.account_id = a.id AND s.valid_from <= :today
          AND (s.valid_to IS NULL OR s.valid_to > :today)
        ORDER BY s.kind <> 'main', s.valid_from, s.id LIMIT 1) place ON true
      WHERE a.status = 'active' AND a.username > :after AND
      """;
  private static final String UNITS =
      """
      SELECT u.id, u.code, u.name
      FROM org_unit u
      WHERE u.valid_from <= :today AND (u.valid_to IS NULL OR u.valid_to > :today)
        AND u.code > :after AND
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  DirectoryRows(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  boolean isActive(UUID account) {
    return jdbc.sql("SELECT FROM account WHERE id = :id AND status = 'active'")
        .param("id", account)
        .query((row, number) -> true)
        .optional()
        .isPresent();
  }

  /** Lets no statement of this transaction take longer. */
  void limitTime(PageRequest page) {
    jdbc.sql("SELECT set_config('statement_timeout', :milliseconds, true)")
        .param("milliseconds", String.valueOf(page.timeLimit().toMillis()))
        .query(String.class)
        .single();
  }

  List<Person> people(PageRequest page) {
    ConditionSql condition = new ConditionSql("a.id", DirectoryRows::personColumn);
    return rows(PEOPLE, condition, page, "a.username").query(DirectoryRows::person).list();
  }

  List<Unit> units(PageRequest page) {
    ConditionSql condition = new ConditionSql("u.id", DirectoryRows::unitColumn);
    return rows(UNITS, condition, page, "u.code")
        .query((row, number) ->
            new Unit(row.getObject("id", UUID.class), row.getString("code"), row.getString("name")))
        .list();
  }

  private JdbcClient.StatementSpec rows(
      String select, ConditionSql condition, PageRequest page, String order) {
    String after = page.after();
    return jdbc.sql(
            select + condition.of(page.condition()) + " ORDER BY " + order + " LIMIT :limit")
        .params(condition.parameters())
        .param("today", EffectiveDate.today(clock))
        .param("after", after == null ? "" : after)
        .param("limit", page.limit());
  }

  private static @Nullable String personColumn(Field field) {
    return switch (field) {
      case USERNAME -> "a.username";
      case FULL_NAME -> "lower(a.display_name)";
      case FAMILY_NAME -> "lower(a.family_name)";
      case GIVEN_NAMES -> "lower(btrim(a.middle_name || ' ' || a.given_name))";
      case MAIL -> "lower(a.email)";
      case TELEPHONE -> "lower(a.telephone)";
      case TITLE -> "lower(place.title)";
      case UNIT_CODE -> "lower(place.unit_code)";
      case UNIT_NAME -> "lower(place.unit_name)";
    };
  }

  private static @Nullable String unitColumn(Field field) {
    return switch (field) {
      case UNIT_CODE -> "lower(u.code)";
      case UNIT_NAME -> "lower(u.name)";
      case USERNAME, FULL_NAME, FAMILY_NAME, GIVEN_NAMES, MAIL, TELEPHONE, TITLE -> null;
    };
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    UUID unit = row.getObject("unit_id", UUID.class);
    return new Person(
        row.getObject("id", UUID.class),
        row.getString("username"),
        new PersonName(
            row.getString("family_name"),
            row.getString("middle_name"),
            row.getString("given_name"),
            row.getString("display_name")),
        row.getString("email"),
        row.getString("telephone"),
        row.getString("title"),
        unit == null
            ? null
            : new Unit(unit, row.getString("unit_code"), row.getString("unit_name")));
  }
}
