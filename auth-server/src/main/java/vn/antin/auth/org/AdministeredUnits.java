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
 * Units as far as an administrator's power reaches, today or as they were on some day. What lies
 * outside is not there, nor is the unit above the topmost one. Units that ended lie beneath their
 * successors, so whoever administers a unit reads the history of those it took over from.
 */
@Repository
public final class AdministeredUnits {
  private static final String SEEN = Scope.units(Power.SEE_PEOPLE);
  private static final String MANAGED = Scope.units(Power.MANAGE_UNITS);
  private static final String VERSIONS =
      """
      SELECT u.id, above.unit_id AS parent_id, v.kind, v.code, v.name, v.valid_from, v.valid_to,
             u.version
      FROM org_unit_version v JOIN org_unit u ON u.id = v.unit_id
      JOIN scope ON scope.unit_id = u.id
      LEFT JOIN scope AS above ON above.unit_id = v.parent_id
      """;
  private static final String PRESENT =
      """
      SELECT u.id, above.unit_id AS parent_id, u.kind, u.code, u.name, u.valid_from, u.valid_to,
             u.version
      FROM org_unit u
      JOIN scope ON scope.unit_id = u.id
      LEFT JOIN scope AS above ON above.unit_id = u.parent_id
      """;
  private static final String ON_THE_DAY =
      "v.valid_from <= :day AND (v.valid_to IS NULL OR v.valid_to > :day)\n";

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
   * @param after the last one of the page before; null for the first page
   */
  public record Query(
      LocalDate day, String words, @Nullable UnitId parent, @Nullable Place after, int limit) {}

  /** A unit's place in a list by code. */
  public record Place(String code, UnitId id) {
    static final Place START = new Place("", new UnitId(new UUID(0, 0)));
  }

  /** Units by code. */
  public List<Unit> list(AccountId caller, Query query) {
    Place after = query.after() == null ? Place.START : query.after();
    UnitId parent = query.parent();
    return jdbc.sql(
            SEEN
                + VERSIONS
                + "WHERE "
                + ON_THE_DAY
                + """
                  AND (CAST(:parent AS uuid) IS NULL OR v.parent_id = CAST(:parent AS uuid))
                  AND (search_form(v.name || ' ' || v.code) LIKE search_form(:pattern)
                    OR EXISTS (SELECT FROM org_unit_identifier i
                               WHERE i.unit_id = u.id AND i.identifier ILIKE :pattern))
                  AND (v.code, u.id) > (:afterCode, :afterId)
                ORDER BY v.code, u.id LIMIT :limit
                """)
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
            SEEN
                + VERSIONS
                + "WHERE above.unit_id IS NULL AND "
                + ON_THE_DAY
                + "ORDER BY v.code, u.id LIMIT 500")
        .params(caller(caller))
        .param("day", day)
        .query(Units::unit)
        .list();
  }

  /** The unit as it is. */
  public Optional<Unit> find(AccountId caller, UnitId id) {
    return jdbc.sql(SEEN + PRESENT + "WHERE u.id = :id")
        .params(caller(caller))
        .param("id", id.value())
        .query(Units::unit)
        .optional();
  }

  /** Everything the unit has been, the latest first. */
  public List<Unit> history(AccountId caller, UnitId id) {
    return jdbc.sql(SEEN + VERSIONS + "WHERE v.unit_id = :id ORDER BY v.valid_from DESC")
        .params(caller(caller))
        .param("id", id.value())
        .query(Units::unit)
        .list();
  }

  /** The unit and those above it as they stood that day, from the topmost within the scope. */
  public List<Unit> path(AccountId caller, UnitId id, LocalDate day) {
    return jdbc.sql(
            SEEN
                + VERSIONS
                + """
                JOIN (
                  WITH RECURSIVE line (unit_id, depth) AS (
                    SELECT CAST(:id AS uuid), 0
                    UNION ALL
                    SELECT p.parent_id, line.depth + 1
                    FROM line JOIN org_unit_version p ON p.unit_id = line.unit_id
                    WHERE p.parent_id IS NOT NULL AND p.valid_from <= :day
                      AND (p.valid_to IS NULL OR p.valid_to > :day) AND line.depth < 50)
                  SELECT unit_id, depth FROM line) AS line ON line.unit_id = u.id
                WHERE
                """
                + ON_THE_DAY
                + "ORDER BY line.depth DESC")
        .params(caller(caller))
        .param("id", id.value())
        .param("day", day)
        .query(Units::unit)
        .list();
  }

  /** The units in force that day to whom the identifier leads, as {@link UnitIdentifiers} says. */
  public List<Unit> resolve(AccountId caller, String identifier, LocalDate day) {
    return jdbc.sql(
            SEEN
                + PRESENT
                + UnitIdentifiers.HEIRS
                + "WHERE u.valid_from <= :day AND (u.valid_to IS NULL OR u.valid_to > :day)"
                + " ORDER BY u.code, u.id")
        .params(caller(caller))
        .param("identifier", identifier.strip())
        .param("day", day)
        .query(Units::unit)
        .list();
  }

  /** The units that took over from this one. */
  public List<Unit> successors(AccountId caller, UnitId id) {
    return related(
        caller, id, "JOIN org_unit_successor s ON s.successor_id = u.id WHERE s.unit_id = :id");
  }

  /** The units from which this one took over. */
  public List<Unit> predecessors(AccountId caller, UnitId id) {
    return related(
        caller, id, "JOIN org_unit_successor s ON s.unit_id = u.id WHERE s.successor_id = :id");
  }

  private List<Unit> related(AccountId caller, UnitId id, String join) {
    return jdbc.sql(SEEN + PRESENT + join + " ORDER BY u.code, u.id")
        .params(caller(caller))
        .param("id", id.value())
        .query(Units::unit)
        .list();
  }

  /**
   * The unit as it is, with its parent whatever that is; until the transaction ends nobody else
   * changes it.
   */
  public Optional<Unit> lock(AccountId caller, UnitId id) {
    return jdbc.sql(
            MANAGED
                + Units.PRESENT
                + "WHERE u.id = :id AND u.id IN (SELECT unit_id FROM scope) FOR UPDATE OF u")
        .params(caller(caller))
        .param("id", id.value())
        .query(Units::unit)
        .optional();
  }

  /** Those of the units over which the caller does not hold the power today. */
  public Set<UnitId> beyond(AccountId caller, Power power, Collection<UnitId> units) {
    Set<UnitId> beyond = new HashSet<>(units);
    jdbc.sql(Scope.units(power) + "SELECT unit_id FROM scope WHERE unit_id = ANY (:ids)")
        .params(caller(caller))
        .param("ids", units.stream().map(UnitId::value).toArray(UUID[]::new))
        .query((row, number) -> new UnitId(row.getObject("unit_id", UUID.class)))
        .list()
        .forEach(beyond::remove);
    return beyond;
  }

  /**
   * Whether, with those units beneath the other from that day on, anybody would come to power over
   * them that they do not hold over them already. Custody of a seal is no power.
   */
  public boolean empowers(Collection<UnitId> moved, UnitId above, LocalDate day) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM org_unit_ancestor above JOIN role_grant g ON g.unit_id = above.ancestor_id
              CROSS JOIN unnest(:moved) AS moved (id)
              WHERE above.unit_id = :above AND g.role <> 'records-clerk'
                AND (g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, :day))
                AND NOT EXISTS (
                  SELECT FROM org_unit_ancestor own JOIN role_grant has
                    ON has.unit_id = own.ancestor_id
                  WHERE own.unit_id = moved.id AND has.account_id = g.account_id
                    AND has.role = g.role AND has.valid_from <= greatest(g.valid_from, :day)
                    AND (has.valid_to IS NULL OR has.valid_to >= g.valid_to)))
            """)
        .param("moved", moved.stream().map(UnitId::value).toArray(UUID[]::new))
        .param("above", above.value())
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  private Map<String, Object> caller(AccountId caller) {
    return Map.of("caller", caller.value(), "today", EffectiveDate.today(clock));
  }

  private static String pattern(String words) {
    String literal = words.strip().replaceAll("([%_\\\\])", "\\\\$1");
    return "%" + literal.replaceAll("\\s+", "%") + "%";
  }
}
