package vn.antin.auth.org;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/**
 * Units, posts and their holders as far as an administrator's power reaches, today or as they were
 * on some day. What lies outside is not there. Units that ended lie beneath their successors, so
 * whoever administers a unit reads the history of those it took over from.
 */
@Repository
public final class AdministeredUnits {
  private static final String IN_SCOPE = "AND u.id IN (SELECT unit_id FROM scope)\n";

  private final JdbcClient jdbc;
  private final InstantSource clock;

  AdministeredUnits(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What is looked for.
   *
   * @param day as things stood that day
   * @param words parts of name or identifier in this order, with or without diacritics; empty for
   *     all
   * @param parent directly beneath this unit; null for anywhere
   * @param after code and id of the last one of the page before; null for the first page
   */
  public record Query(
      LocalDate day, String words, @Nullable UnitId parent, @Nullable Place after, int limit) {}

  /** A unit's place in a list by code. */
  public record Place(String code, UnitId id) {
    public static final Place START = new Place("", new UnitId(new UUID(0, 0)));
  }

  /** Units by code. */
  public List<Unit> list(AccountId caller, Query query) {
    Place after = query.after() == null ? Place.START : query.after();
    UnitId parent = query.parent();
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + """
                SELECT u.id, v.parent_id, v.kind, v.code, v.name, v.valid_from, v.valid_to, u.version
                FROM org_unit_version v JOIN org_unit u ON u.id = v.unit_id
                WHERE v.valid_from <= :day AND (v.valid_to IS NULL OR v.valid_to > :day)
                  AND (CAST(:parent AS uuid) IS NULL OR v.parent_id = CAST(:parent AS uuid))
                  AND (:pattern = '%%' OR search_form(v.name || ' ' || v.code)
                                          LIKE search_form(:pattern)
                    OR EXISTS (SELECT FROM org_unit_identifier i
                               WHERE i.unit_id = u.id AND i.identifier ILIKE :pattern))
                  AND (v.code, u.id) > (:afterCode, :afterId)
                """
                + IN_SCOPE
                + "ORDER BY v.code, u.id LIMIT :limit")
        .params(caller(caller))
        .param("day", query.day())
        .param("parent", parent == null ? null : parent.toString())
        .param("pattern", pattern(query.words()))
        .param("afterCode", after.code())
        .param("afterId", after.id().value())
        .param("limit", query.limit())
        .query(Units::unit)
        .list();
  }

  /** The topmost units within the scope as things stood that day: where a tree begins. */
  public List<Unit> tops(AccountId caller, LocalDate day) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + """
                SELECT u.id, v.parent_id, v.kind, v.code, v.name, v.valid_from, v.valid_to, u.version
                FROM org_unit_version v JOIN org_unit u ON u.id = v.unit_id
                WHERE v.valid_from <= :day AND (v.valid_to IS NULL OR v.valid_to > :day)
                  AND (v.parent_id IS NULL OR v.parent_id NOT IN (SELECT unit_id FROM scope))
                """
                + IN_SCOPE
                + "ORDER BY v.code, u.id LIMIT 500")
        .params(caller(caller))
        .param("day", day)
        .query(Units::unit)
        .list();
  }

  /** The unit as it is. */
  public Optional<Unit> find(AccountId caller, UnitId id) {
    return jdbc.sql(Scope.units(Power.SEE_PEOPLE) + Units.PRESENT + "WHERE u.id = :id " + IN_SCOPE)
        .params(caller(caller))
        .param("id", id.value())
        .query(Units::unit)
        .optional();
  }

  /** The unit as it is; until the transaction ends nobody else changes it. */
  public Optional<Unit> lock(AccountId caller, UnitId id) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_UNITS)
                + Units.PRESENT
                + "WHERE u.id = :id "
                + IN_SCOPE
                + "FOR UPDATE OF u")
        .params(caller(caller))
        .param("id", id.value())
        .query(Units::unit)
        .optional();
  }

  /** Those of the units that the caller may not change, for there is no such unit to them. */
  public Set<UnitId> beyond(AccountId caller, Collection<UnitId> units) {
    Set<UnitId> beyond = new HashSet<>(units);
    jdbc.sql(Scope.units(Power.MANAGE_UNITS) + "SELECT unit_id FROM scope WHERE unit_id IN (:ids)")
        .params(caller(caller))
        .param(
            "ids",
            units.isEmpty() ? List.of(new UUID(0, 0)) : units.stream().map(UnitId::value).toList())
        .query((row, number) -> new UnitId(row.getObject("unit_id", UUID.class)))
        .list()
        .forEach(beyond::remove);
    return beyond;
  }

  /** Whether the caller may change every root of the tree, and so make another. */
  public boolean whole(AccountId caller) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_UNITS)
                + """
                SELECT EXISTS (SELECT FROM scope) AND NOT EXISTS (
                  SELECT FROM org_unit root WHERE root.parent_id IS NULL
                    AND root.id NOT IN (SELECT unit_id FROM scope))
                """)
        .params(caller(caller))
        .query(Boolean.class)
        .single();
  }

  /** The post as it is. */
  public Optional<Post> post(AccountId caller, PostId id) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + Posts.PRESENT
                + "WHERE p.id = :id AND p.unit_id IN (SELECT unit_id FROM scope)")
        .params(caller(caller))
        .param("id", id.value())
        .query(Posts::post)
        .optional();
  }

  /** The post as it is; until the transaction ends nobody else changes it. */
  public Optional<Post> lock(AccountId caller, PostId id) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_UNITS)
                + Posts.PRESENT
                + "WHERE p.id = :id AND p.unit_id IN (SELECT unit_id FROM scope) FOR UPDATE OF p")
        .params(caller(caller))
        .param("id", id.value())
        .query(Posts::post)
        .optional();
  }

  /**
   * Which holders are looked for.
   *
   * @param unit of posts that were this unit's that day; null for any
   * @param after the last assignment of the page before; null for the first page
   */
  public record HolderQuery(
      LocalDate day,
      @Nullable UnitId unit,
      @Nullable PostId post,
      @Nullable AccountId account,
      @Nullable AssignmentId after,
      int limit) {}

  /** Who held the posts on the day. */
  public List<Holding> holders(AccountId caller, HolderQuery query) {
    UnitId unit = query.unit();
    PostId post = query.post();
    AccountId account = query.account();
    AssignmentId after = query.after();
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + Assignments.HOLDINGS
                + """
                WHERE s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day)
                  AND v.unit_id IN (SELECT unit_id FROM scope)
                  AND (CAST(:unit AS uuid) IS NULL OR v.unit_id = CAST(:unit AS uuid))
                  AND (CAST(:post AS uuid) IS NULL OR s.post_id = CAST(:post AS uuid))
                  AND (CAST(:account AS uuid) IS NULL OR s.account_id = CAST(:account AS uuid))
                  AND s.id > CAST(:after AS uuid)
                ORDER BY s.id LIMIT :limit
                """)
        .params(caller(caller))
        .param("day", query.day())
        .param("unit", unit == null ? null : unit.toString())
        .param("post", post == null ? null : post.toString())
        .param("account", account == null ? null : account.toString())
        .param("after", (after == null ? new UUID(0, 0) : after.value()).toString())
        .param("limit", query.limit())
        .query(Assignments::holding)
        .list();
  }

  private Map<String, Object> caller(AccountId caller) {
    return Map.of("caller", caller.value(), "today", EffectiveDate.today(clock));
  }

  private static String pattern(String words) {
    String literal = words.strip().replaceAll("([%_\\\\])", "\\\\$1");
    return "%" + literal.replaceAll("\\s+", "%") + "%";
  }
}
