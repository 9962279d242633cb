package vn.antin.auth.org;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Units and what they were before. Joins the caller's transaction; whether the one who asks may, is
 * the caller's matter ({@link AdministeredUnits}).
 */
@Repository
public final class Units {
  static final String PRESENT =
      """
      SELECT u.id, u.parent_id, u.kind, u.code, u.name, u.valid_from, u.valid_to, u.version
      FROM org_unit u
      """;
  private static final String VERSIONS =
      """
      SELECT u.id, v.parent_id, v.kind, v.code, v.name, v.valid_from, v.valid_to, u.version
      FROM org_unit_version v JOIN org_unit u ON u.id = v.unit_id
      """;

  private final JdbcClient jdbc;

  Units(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes a unit.
   *
   * @throws OrgException TAKEN when the identifier names another unit in that time, UNKNOWN when
   *     the unit above is none
   */
  public UnitId create(NewUnit unit) {
    return create(new UnitId(UUID.randomUUID()), unit);
  }

  /** The same with an id that was promised before. */
  public UnitId create(UnitId id, NewUnit unit) {
    UnitId parent = unit.parent();
    if (parent != null && find(parent).filter(above -> above.inForce(unit.validFrom())).isEmpty()) {
      throw OrgException.of(OrgException.Code.UNKNOWN, "parentId");
    }
    refuseTaken(unit.code(), null, unit.validFrom());
    try {
      jdbc.sql(
              """
              INSERT INTO org_unit (id, parent_id, kind, code, name, valid_from)
              VALUES (:id, :parent, :kind, :code, :name, :from)
              """)
          .param("id", id.value())
          .param("parent", parent == null ? null : parent.value())
          .param("kind", unit.kind().value())
          .param("code", unit.code())
          .param("name", unit.name())
          .param("from", unit.validFrom())
          .update();
    } catch (DataIntegrityViolationException e) {
      throw OrgException.of(OrgException.Code.TAKEN, "code");
    }
    return id;
  }

  public Optional<Unit> find(UnitId id) {
    return jdbc.sql(PRESENT + "WHERE u.id = :id")
        .param("id", id.value())
        .query(Units::unit)
        .optional();
  }

  /** What the unit was on that day. */
  public Optional<Unit> asOf(UnitId id, LocalDate day) {
    return jdbc.sql(
            VERSIONS
                + """
                WHERE v.unit_id = :id AND v.valid_from <= :day
                  AND (v.valid_to IS NULL OR v.valid_to > :day)
                """)
        .param("id", id.value())
        .param("day", day)
        .query(Units::unit)
        .optional();
  }

  /** Everything the unit has been, the latest first. */
  public List<Unit> history(UnitId id) {
    return jdbc.sql(VERSIONS + "WHERE v.unit_id = :id ORDER BY v.valid_from DESC")
        .param("id", id.value())
        .query(Units::unit)
        .list();
  }

  /** The unit and those above it as they stood that day, the root first. */
  public List<Unit> path(UnitId id, LocalDate day) {
    return jdbc.sql(
            """
            WITH RECURSIVE above (unit_id, depth) AS (
              SELECT CAST(:id AS uuid), 0
              UNION ALL
              SELECT v.parent_id, above.depth + 1
              FROM above JOIN org_unit_version v ON v.unit_id = above.unit_id
              WHERE v.parent_id IS NOT NULL AND v.valid_from <= :day
                AND (v.valid_to IS NULL OR v.valid_to > :day) AND above.depth < 50)
            """
                + VERSIONS
                + """
                JOIN above ON above.unit_id = u.id
                WHERE v.valid_from <= :day AND (v.valid_to IS NULL OR v.valid_to > :day)
                ORDER BY above.depth DESC
                """)
        .param("id", id.value())
        .param("day", day)
        .query(Units::unit)
        .list();
  }

  /**
   * Gives a unit another name, identifier, kind or place from that day on.
   *
   * @throws OrgException DATE when the day lies before the last change, or the unit has ended;
   *     TAKEN and UNKNOWN as when it is made; CIRCLE when it would lie beneath itself
   */
  public void change(UnitId id, NewUnit become) {
    Unit last =
        history(id).stream()
            .findFirst()
            .orElseThrow(() -> OrgException.of(OrgException.Code.UNKNOWN, "id"));
    LocalDate day = become.validFrom();
    if (last.validTo() != null || last.validFrom().isAfter(day)) {
      throw OrgException.of(OrgException.Code.DATE, "validFrom");
    }
    UnitId parent = become.parent();
    if (parent != null && find(parent).filter(above -> above.inForce(day)).isEmpty()) {
      throw OrgException.of(OrgException.Code.UNKNOWN, "parentId");
    }
    if (parent != null && lies(parent, id)) {
      throw OrgException.of(OrgException.Code.CIRCLE, "parentId");
    }
    refuseTaken(become.code(), id, day);
    effective(day);
    jdbc.sql(
            """
            UPDATE org_unit SET parent_id = :parent, kind = :kind, code = :code, name = :name
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("parent", parent == null ? null : parent.value())
        .param("kind", become.kind().value())
        .param("code", become.code())
        .param("name", become.name())
        .update();
  }

  /** Whether a unit is that one or lies beneath it today. */
  public boolean lies(UnitId unit, UnitId beneath) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM org_unit_ancestor
                           WHERE unit_id = :unit AND ancestor_id = :above)
            """)
        .param("unit", unit.value())
        .param("above", beneath.value())
        .query(Boolean.class)
        .single();
  }

  /** From that day the unit is no more; {@code below} is where its history is kept. */
  public void end(UnitId id, LocalDate day, @Nullable UnitId below) {
    effective(day);
    int ended =
        jdbc.sql(
                """
                UPDATE org_unit SET valid_to = :day, parent_id = coalesce(:below, parent_id)
                WHERE id = :id AND valid_to IS NULL AND valid_from < :day
                """)
            .param("id", id.value())
            .param("day", day)
            .param("below", below == null ? null : below.value(), java.sql.Types.OTHER)
            .update();
    if (ended == 0) {
      throw OrgException.of(OrgException.Code.DATE, "validTo");
    }
  }

  /** Until the transaction ends, changes count from that day. */
  public void effective(LocalDate day) {
    jdbc.sql("SELECT set_config('antin.effective_on', :day, true)")
        .param("day", day.toString())
        .query(String.class)
        .single();
  }

  private void refuseTaken(String code, @Nullable UnitId own, LocalDate from) {
    boolean taken =
        !code.isEmpty()
            && jdbc.sql(
                    """
                    SELECT EXISTS (
                      SELECT FROM org_unit_identifier
                      WHERE identifier = :code AND (valid_to IS NULL OR valid_to > :from)
                        AND unit_id IS DISTINCT FROM CAST(:own AS uuid))
                    """)
                .param("code", code)
                .param("from", from)
                .param("own", own == null ? null : own.toString())
                .query(Boolean.class)
                .single();
    if (taken) {
      throw OrgException.of(OrgException.Code.TAKEN, "code");
    }
  }

  static Unit unit(ResultSet row, int number) throws SQLException {
    UUID parent = row.getObject("parent_id", UUID.class);
    return new Unit(
        new UnitId(row.getObject("id", UUID.class)),
        parent == null ? null : new UnitId(parent),
        UnitKind.of(row.getString("kind")).orElse(UnitKind.OTHER),
        row.getString("code"),
        row.getString("name"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getLong("version"));
  }
}
