package vn.antin.auth.oauth2.access;

import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.reorganisation.UnitsReplaced;

/**
 * Rules and roles that name a unit go on over what took over from it. A rule that nothing took over
 * stays: without it the system might be open to everybody.
 */
@Component
class UnitSuccession {
  private final JdbcClient jdbc;

  UnitSuccession(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the transaction in which the reorganisation takes effect, or is rehearsed. */
  @EventListener
  void follow(UnitsReplaced event) {
    event
        .successors()
        .forEach((unit, successors) -> {
          rules(unit, successors);
          roles(unit, successors, event);
        });
  }

  private void rules(UnitId unit, List<UnitId> successors) {
    jdbc.sql(
            """
            INSERT INTO oauth2_client_unit (client_id, unit_id)
            SELECT rule.client_id, successor
            FROM oauth2_client_unit rule CROSS JOIN unnest(:successors) AS successor
            WHERE rule.unit_id = :unit
            ON CONFLICT DO NOTHING
            """)
        .param("unit", unit.value())
        .param("successors", ids(successors))
        .update();
    jdbc.sql(
            """
            DELETE FROM oauth2_client_unit
            WHERE unit_id = :unit AND cardinality(:successors) > 0 AND unit_id <> ALL (:successors)
            """)
        .param("unit", unit.value())
        .param("successors", ids(successors))
        .update();
  }

  private void roles(UnitId unit, List<UnitId> successors, UnitsReplaced event) {
    jdbc.sql(
            """
            INSERT INTO system_role_grant (client_id, role, unit_id, valid_from, valid_to)
            SELECT DISTINCT g.client_id, g.role, successor, greatest(g.valid_from, :day), g.valid_to
            FROM system_role_grant g CROSS JOIN unnest(:successors) AS successor
            WHERE g.unit_id = :unit AND successor <> :unit
              AND (g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, :day))
              AND NOT EXISTS (
                SELECT FROM system_role_grant present
                WHERE present.client_id = g.client_id AND present.role = g.role
                  AND present.unit_id = successor AND present.valid_to IS NULL)
            """)
        .param("unit", unit.value())
        .param("successors", ids(successors))
        .param("day", event.effectiveOn())
        .update();
    jdbc.sql(
            """
            UPDATE system_role_grant SET valid_to = greatest(valid_from, :day)
            WHERE unit_id = :unit AND unit_id <> ALL (:successors)
              AND (valid_to IS NULL OR valid_to > greatest(valid_from, :day))
            """)
        .param("unit", unit.value())
        .param("successors", ids(successors))
        .param("day", event.effectiveOn())
        .update();
  }

  private static UUID[] ids(List<UnitId> units) {
    return units.stream().map(UnitId::value).toArray(UUID[]::new);
  }
}
