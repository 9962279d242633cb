package vn.antin.auth.provisioning.scim;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.reorganisation.UnitsReplaced;

/**
 * A client that keeps the people of a unit goes on with the one unit that took over. Where several
 * did, an administrator decides which; until then the client reaches nobody there.
 */
@Component
final class ClientSuccession {
  private final JdbcClient jdbc;

  ClientSuccession(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the transaction in which the reorganisation takes effect, or is rehearsed. */
  @EventListener
  void follow(UnitsReplaced event) {
    event.successors().forEach(this::follow);
  }

  private void follow(UnitId unit, List<UnitId> successors) {
    if (successors.size() == 1) {
      jdbc.sql("UPDATE scim_client SET unit_id = :successor WHERE unit_id = :unit")
          .param("successor", successors.getFirst().value())
          .param("unit", unit.value())
          .update();
    }
  }
}
