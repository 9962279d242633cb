package vn.antin.auth.org;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Organisation identifiers and whom they name, now and formerly. Joins the caller's transaction.
 */
@Repository
public final class UnitIdentifiers {
  /** Joins {@code u} to the unit that the identifier named last and, where it ended, its heirs. */
  static final String HEIRS =
      """
      JOIN (
        WITH RECURSIVE heir (unit_id) AS (
          (SELECT unit_id FROM org_unit_identifier
           WHERE identifier = :identifier AND valid_from <= :day
           ORDER BY valid_from DESC LIMIT 1)
          UNION
          SELECT s.successor_id
          FROM heir JOIN org_unit ended ON ended.id = heir.unit_id AND ended.valid_to <= :day
          JOIN org_unit_successor s ON s.unit_id = ended.id AND s.effective_on <= :day)
        SELECT unit_id FROM heir) AS heir ON heir.unit_id = u.id
      """;

  private final JdbcClient jdbc;

  UnitIdentifiers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An identifier of a unit.
   *
   * @param scheme {@code code} for the unit's own, {@code alias} for another scheme's
   * @param validTo the first day on which it names the unit no longer; null without an end
   */
  public record Identifier(
      UUID id,
      String identifier,
      String scheme,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  /** All identifiers of a unit, those in force first. */
  public List<Identifier> of(UnitId unit) {
    return jdbc.sql(
            """
            SELECT id, identifier, scheme, valid_from, valid_to FROM org_unit_identifier
            WHERE unit_id = :unit
            ORDER BY valid_to DESC NULLS FIRST, scheme = 'alias', identifier
            """)
        .param("unit", unit.value())
        .query((row, number) ->
            new Identifier(
                row.getObject("id", UUID.class),
                row.getString("identifier"),
                row.getString("scheme"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class)))
        .list();
  }

  /**
   * Gives a unit another scheme's identifier.
   *
   * @throws OrgException TAKEN when it names another unit in that time
   */
  public void add(UnitId unit, String identifier, LocalDate from) {
    String kept = OrgText.code(identifier);
    if (kept.isEmpty()) {
      throw OrgException.of(OrgException.Code.INVALID, "identifier");
    }
    try {
      jdbc.sql(
              """
              INSERT INTO org_unit_identifier (identifier, unit_id, scheme, valid_from)
              VALUES (:identifier, :unit, 'alias', :from)
              """)
          .param("identifier", kept)
          .param("unit", unit.value())
          .param("from", from)
          .update();
    } catch (DataIntegrityViolationException e) {
      throw OrgException.of(OrgException.Code.TAKEN, "identifier");
    }
  }

  /** From that day the other scheme's identifier names nobody; false when it did not before. */
  public boolean end(UnitId unit, String identifier, LocalDate day) {
    return jdbc.sql(
                """
                UPDATE org_unit_identifier SET valid_to = :day
                WHERE unit_id = :unit AND identifier = :identifier AND scheme = 'alias'
                  AND valid_to IS NULL AND valid_from < :day
                """)
            .param("unit", unit.value())
            .param("identifier", identifier)
            .param("day", day)
            .update()
        == 1;
  }

  /**
   * Whether the identifier is known as that of a unit that ended, and this unit did not take over
   * from it: systems that keep the identifier would take the one for the other.
   *
   * @param unit null for one that is still to be made
   */
  public boolean anothers(String identifier, @Nullable UnitId unit, LocalDate day) {
    List<Heir> heirs =
        jdbc.sql(
                "SELECT u.id, u.valid_to IS NOT NULL AND u.valid_to <= :day AS ended FROM org_unit u"
                    + " "
                    + HEIRS)
            .param("identifier", identifier.strip())
            .param("day", day)
            .query((row, number) ->
                new Heir(new UnitId(row.getObject("id", UUID.class)), row.getBoolean("ended")))
            .list();
    return heirs.stream().anyMatch(Heir::ended)
        && heirs.stream().noneMatch(heir -> heir.unit().equals(unit));
  }

  private record Heir(UnitId unit, boolean ended) {}

  /**
   * The units that stand today, or on that day, for whom the identifier ever named last: the unit
   * itself, or those that took over from it, also over several steps.
   */
  public List<Unit> resolve(String identifier, LocalDate day) {
    return jdbc.sql(
            Units.PRESENT
                + HEIRS
                + "WHERE u.valid_from <= :day AND (u.valid_to IS NULL OR u.valid_to > :day)"
                + " ORDER BY u.code, u.id")
        .param("identifier", identifier.strip())
        .param("day", day)
        .query(Units::unit)
        .list();
  }

  /** The units that took over from this one, by their present names. */
  public List<Unit> successors(UnitId unit) {
    return jdbc.sql(
            Units.PRESENT
                + """
                JOIN org_unit_successor s ON s.successor_id = u.id
                WHERE s.unit_id = :unit ORDER BY u.code, u.id
                """)
        .param("unit", unit.value())
        .query(Units::unit)
        .list();
  }

  /** The units from which this one took over, by their last names. */
  public List<Unit> predecessors(UnitId unit) {
    return jdbc.sql(
            Units.PRESENT
                + """
                JOIN org_unit_successor s ON s.unit_id = u.id
                WHERE s.successor_id = :unit ORDER BY u.code, u.id
                """)
        .param("unit", unit.value())
        .query(Units::unit)
        .list();
  }
}
