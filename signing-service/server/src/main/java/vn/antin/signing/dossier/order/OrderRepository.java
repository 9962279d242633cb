package vn.antin.signing.dossier.order;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** Rows of standing orders. Whose power it takes stands in every statement. */
final class OrderRepository {
  private static final String LIST =
      AdministratorScope.SEES
          + """
          SELECT standing_order.id, standing_order.unit_id, unit.name AS unit_name, credential_id,
            client_id, types, standing_order.valid_from, standing_order.valid_to, per_minute,
            per_day, note, standing_order.state, proposer.display_name AS proposed_by, proposed_at,
            approver.display_name AS approved_by, approved_at, changed_at,
            standing_order.proposed_by <> :caller AND standing_order.state = 'proposed'
              AS may_approve,
            CASE WHEN day = :day THEN day_count ELSE 0 END AS today
          FROM standing_order
          JOIN unit ON unit.id = standing_order.unit_id
          LEFT JOIN official AS proposer ON proposer.id = standing_order.proposed_by
          LEFT JOIN official AS approver ON approver.id = standing_order.approved_by
          WHERE standing_order.unit_id IN (SELECT id FROM scope)
          ORDER BY standing_order.state = 'ended', proposed_at DESC, standing_order.id LIMIT 500
          """;

  private static final String PROPOSE =
      AdministratorScope.ACTS
          + """
          INSERT INTO standing_order (id, unit_id, credential_id, client_id, types, valid_from,
            valid_to, per_minute, per_day, note, state, proposed_by, proposed_at, changed_by,
            changed_at)
          SELECT :id, unit.id, credential.id, :client, :types::text[], :from, :to, :perMinute,
            :perDay, :note, 'proposed', :caller, :now, :caller, :now
          FROM unit JOIN credential ON credential.unit_id = unit.id
          WHERE unit.id = :unit AND unit.id IN (SELECT id FROM scope)
            AND coalesce(credential.id = :credential::uuid, true) AND credential.state = 'valid'
            AND credential.certificate IS NOT NULL AND credential.source <> 'usb-token'
            AND credential.valid_to > :now AND
          """
          + People.inForce("unit")
          + " ORDER BY credential.valid_to DESC LIMIT 1";

  /** The second person is a security administrator over the unit, and not the first. */
  private static final String APPROVE =
      AdministratorScope.SECURES
          + """
          UPDATE standing_order SET state = 'active', approved_by = :caller, approved_at = :now,
            changed_by = :caller, changed_at = :now,
            keeper = (SELECT official_id FROM seal_custody
              WHERE seal_custody.unit_id = standing_order.unit_id AND until IS NULL),
            custody = (SELECT handover_id FROM seal_custody
              WHERE seal_custody.unit_id = standing_order.unit_id ORDER BY since DESC LIMIT 1)
          WHERE id = :id AND state = 'proposed' AND proposed_by <> :caller AND valid_to > :now
            AND unit_id IN (SELECT id FROM scope)
          RETURNING unit_id
          """;

  /** Back from a suspension only by somebody else than who suspended. */
  private static final String RESUME =
      AdministratorScope.SECURES
          + """
          UPDATE standing_order SET state = 'active', changed_by = :caller, changed_at = :now
          WHERE id = :id AND state = 'suspended' AND changed_by <> :caller
            AND unit_id IN (SELECT id FROM scope)
          RETURNING unit_id
          """;

  /** Whoever answers for the unit stops its orders alone; so does who proposed or approved. */
  private static final String STOP =
      AdministratorScope.ACTS
          + """
          UPDATE standing_order SET state = :state, changed_by = :caller, changed_at = :now
          WHERE id = :id AND state <> 'ended' AND (:state = 'ended' OR state = 'active')
            AND (unit_id IN (SELECT id FROM scope) OR :caller IN (proposed_by, approved_by))
          RETURNING unit_id
          """;

  private final JdbcClient sql;

  OrderRepository(JdbcClient sql) {
    this.sql = sql;
  }

  List<OrderView> list(Caller.Person caller, LocalDate today, Instant now) {
    return AdministratorScope.bind(sql, LIST, caller, now)
        .param("day", today)
        .query(OrderRepository::view)
        .list();
  }

  /** False when the caller has no power over the unit, or it has no such seal in force. */
  boolean propose(Caller.Person caller, UUID id, OrderForm form, Instant now) {
    return AdministratorScope.bind(sql, PROPOSE, caller, now)
            .param("id", id)
            .param("unit", form.unit())
            .param("credential", form.credential())
            .param("client", form.client())
            .param("types", form.types().toArray(String[]::new))
            .param("from", form.validFrom().atOffset(UTC))
            .param("to", form.validTo().atOffset(UTC))
            .param("perMinute", form.perMinute())
            .param("perDay", form.perDay())
            .param("note", form.note())
            .update()
        == 1;
  }

  Optional<UUID> approve(Caller.Person caller, UUID id, Instant now) {
    return change(AdministratorScope.bind(sql, APPROVE, caller, now), id);
  }

  Optional<UUID> resume(Caller.Person caller, UUID id, Instant now) {
    return change(AdministratorScope.bind(sql, RESUME, caller, now), id);
  }

  Optional<UUID> stop(Caller.Person caller, UUID id, String state, Instant now) {
    return change(AdministratorScope.bind(sql, STOP, caller, now).param("state", state), id);
  }

  /** The unit whose order was changed. */
  private static Optional<UUID> change(JdbcClient.StatementSpec statement, UUID id) {
    return statement
        .param("id", id)
        .query((row, _) -> row.getObject("unit_id", UUID.class))
        .optional();
  }

  private static OrderView view(ResultSet row, int number) throws SQLException {
    var state = row.getString("state");
    return new OrderView(
        row.getObject("id", UUID.class),
        row.getObject("unit_id", UUID.class),
        row.getString("unit_name"),
        row.getObject("credential_id", UUID.class),
        row.getString("client_id"),
        List.of((String[]) row.getArray("types").getArray()),
        time(row, "valid_from"),
        time(row, "valid_to"),
        row.getInt("per_minute"),
        row.getInt("per_day"),
        row.getString("note"),
        state,
        name(row.getString("proposed_by")),
        time(row, "proposed_at"),
        row.getString("approved_by"),
        row.getObject("approved_at") == null ? null : time(row, "approved_at"),
        time(row, "changed_at"),
        row.getBoolean("may_approve"),
        !state.equals("ended"),
        row.getInt("today"));
  }

  private static String name(@Nullable String name) {
    return name == null ? "" : name;
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
