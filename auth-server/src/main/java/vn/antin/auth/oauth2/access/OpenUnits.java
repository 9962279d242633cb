package vn.antin.auth.oauth2.access;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The units to whose officials a system is open. */
@Repository
class OpenUnits {
  private final JdbcClient jdbc;

  OpenUnits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty when the system is open to everyone. */
  List<OpenUnit> of(String clientId) {
    return jdbc.sql(
            """
            SELECT u.id, u.code, u.name
            FROM oauth2_client_unit rule JOIN org_unit u ON u.id = rule.unit_id
            WHERE rule.client_id = :client ORDER BY u.code, u.id
            """)
        .param("client", clientId)
        .query((row, number) ->
            new OpenUnit(
                row.getObject("id", UUID.class), row.getString("code"), row.getString("name")))
        .list();
  }

  /** Replaces the rule; false when there is no such system or unit. */
  boolean put(String clientId, Collection<String> codes) {
    boolean known =
        jdbc.sql("SELECT client_id FROM oauth2_client WHERE client_id = :client FOR UPDATE")
            .param("client", clientId)
            .query(String.class)
            .optional()
            .isPresent();
    if (!known) {
      return false;
    }
    jdbc.sql("DELETE FROM oauth2_client_unit WHERE client_id = :client")
        .param("client", clientId)
        .update();
    return jdbc.sql(
                """
                INSERT INTO oauth2_client_unit (client_id, unit_id)
                SELECT :client, id FROM org_unit WHERE code = ANY (:codes) AND valid_to IS NULL
                """)
            .param("client", clientId)
            .param("codes", codes.toArray(String[]::new))
            .update()
        == codes.size();
  }
}
