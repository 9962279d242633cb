package vn.antin.signing.certificate.custody;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** Rows of custody. Every method joins the caller's transaction. */
final class CustodyRepository {
  private static final String CLERK_NOW =
      """
      role_held.role = 'records-clerk' AND
      """
          + People.inForce("role_held");

  /** A seal is seen by administrators, its unit's clerks and whoever keeps it. */
  private static final String SEEN =
      """
      (unit.id IN (SELECT id FROM scope)
        OR EXISTS (SELECT FROM role_held WHERE role_held.unit_id = unit.id
          AND role_held.official_id = :caller AND
      """
          + CLERK_NOW
          + """
          )
          OR EXISTS (SELECT FROM seal_custody AS own WHERE own.unit_id = unit.id
            AND own.official_id = :caller AND own.until IS NULL))
          """;

  private static final String SEALS =
      AdministratorScope.SEES
          + """
          SELECT unit.id, unit.name, keeper.display_name AS keeper, keeper.id AS keeper_id,
            custody.since, clerk.ids AS clerk_ids, clerk.names AS clerk_names,
            (SELECT count(*) FROM credential WHERE credential.unit_id = unit.id
              AND credential.state = 'valid') AS certificates
          FROM unit
          LEFT JOIN seal_custody AS custody ON custody.unit_id = unit.id AND custody.until IS NULL
          LEFT JOIN official AS keeper ON keeper.id = custody.official_id
          CROSS JOIN LATERAL (
            SELECT array_agg(each.id ORDER BY each.display_name, each.id) AS ids,
              array_agg(each.display_name ORDER BY each.display_name, each.id) AS names
            FROM (SELECT DISTINCT official.id, official.display_name FROM role_held
              JOIN official ON official.id = role_held.official_id AND official.status = 'active'
              WHERE role_held.unit_id = unit.id AND
          """
          + CLERK_NOW
          + """
            ) AS each) AS clerk
          WHERE EXISTS (SELECT FROM credential WHERE credential.unit_id = unit.id
            AND credential.certificate IS NOT NULL) AND
          """
          + SEEN;

  private static final String HANDOVERS =
      AdministratorScope.SEES
          + """
          SELECT handover.id, handover.unit_id, unit.name AS unit, giver.display_name AS giver,
            receiver.display_name AS receiver, handover.state, handover.note,
            handover.proposed_at, given.display_name AS given_by, handover.given_at,
            taken.display_name AS taken_by, handover.taken_at
          FROM seal_handover AS handover
          JOIN unit ON unit.id = handover.unit_id
          LEFT JOIN official AS giver ON giver.id = handover.giver
          LEFT JOIN official AS receiver ON receiver.id = handover.receiver
          LEFT JOIN official AS given ON given.id = handover.given_by
          LEFT JOIN official AS taken ON taken.id = handover.taken_by
          WHERE (handover.giver = :caller OR handover.receiver = :caller OR
          """
          + SEEN
          + ") ORDER BY handover.state <> 'open', handover.proposed_at DESC LIMIT 200";

  private static final String PROPOSE =
      AdministratorScope.ACTS
          + """
          INSERT INTO seal_handover (id, unit_id, giver, receiver, note, proposed_by, proposed_at)
          SELECT :id, unit.id, custody.official_id, :receiver, :note, :caller, :now
          FROM unit
          LEFT JOIN seal_custody AS custody ON custody.unit_id = unit.id AND custody.until IS NULL
          WHERE unit.id = :unit
            AND EXISTS (SELECT FROM credential WHERE credential.unit_id = unit.id
              AND credential.certificate IS NOT NULL)
            AND custody.official_id IS DISTINCT FROM :receiver
            AND EXISTS (SELECT FROM official WHERE id = :receiver AND status = 'active')
            AND (unit.id IN (SELECT id FROM scope) OR custody.official_id = :caller)
          ON CONFLICT DO NOTHING
          """;

  private static final String OPEN =
      AdministratorScope.ACTS
          + """
          SELECT handover.id, handover.unit_id, handover.giver, handover.receiver,
            handover.given_by, handover.taken_by,
            handover.unit_id IN (SELECT id FROM scope) AS administered
          FROM seal_handover AS handover
          WHERE handover.id = :id AND handover.state = 'open'
            AND (handover.giver = :caller OR handover.receiver = :caller
              OR handover.unit_id IN (SELECT id FROM scope))
          FOR UPDATE OF handover
          """;

  private final JdbcClient sql;

  CustodyRepository(JdbcClient sql) {
    this.sql = sql;
  }

  List<Handover.Seal> seals(Caller.Person caller, Instant now) {
    return AdministratorScope.bind(
            sql, SEALS + "ORDER BY unit.name, unit.id LIMIT 1000", caller, now)
        .query((row, _) ->
            new Handover.Seal(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("keeper"),
                row.getObject("keeper_id", UUID.class),
                instant(row, "since"),
                clerks(row),
                row.getLong("certificates")))
        .list();
  }

  private static List<Handover.Clerk> clerks(ResultSet row) throws SQLException {
    var ids = row.getArray("clerk_ids");
    if (ids == null) {
      return List.of();
    }
    var names = (Object[]) row.getArray("clerk_names").getArray();
    var clerks = new ArrayList<Handover.Clerk>();
    for (var id : (Object[]) ids.getArray()) {
      clerks.add(new Handover.Clerk((UUID) id, (String) names[clerks.size()]));
    }
    return clerks;
  }

  /** Empty when the seal is not the caller's to see or was never handed over. */
  List<Handover.Keeping> history(Caller.Person caller, UUID unit, Instant now) {
    return AdministratorScope.bind(
            sql,
            AdministratorScope.SEES
                + """
                SELECT coalesce(official.display_name, '') AS keeper, custody.since, custody.until,
                  given.display_name AS given_by, taken.display_name AS taken_by, handover.note
                FROM seal_custody AS custody JOIN unit ON unit.id = custody.unit_id
                LEFT JOIN official ON official.id = custody.official_id
                LEFT JOIN seal_handover AS handover ON handover.id = custody.handover_id
                LEFT JOIN official AS given ON given.id = handover.given_by
                LEFT JOIN official AS taken ON taken.id = handover.taken_by
                WHERE custody.unit_id = :unit AND
                """
                + SEEN
                + "ORDER BY custody.since DESC LIMIT 500",
            caller,
            now)
        .param("unit", unit)
        .query((row, _) -> {
          var since = row.getObject("since", OffsetDateTime.class).toInstant();
          return new Handover.Keeping(
              row.getString("keeper"),
              since,
              instant(row, "until"),
              row.getString("given_by"),
              row.getString("taken_by"),
              row.getString("note"));
        })
        .list();
  }

  List<Handover> handovers(Caller.Person caller, Instant now) {
    return AdministratorScope.bind(sql, HANDOVERS, caller, now)
        .query((row, _) ->
            new Handover(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("unit"),
                row.getString("giver"),
                row.getString("receiver"),
                row.getString("state"),
                row.getString("note"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("given_by"),
                instant(row, "given_at"),
                row.getString("taken_by"),
                instant(row, "taken_at")))
        .list();
  }

  /** False when the caller may not, the receiver is no other active official, or one is open. */
  boolean propose(
      Caller.Person caller, UUID id, UUID unit, UUID receiver, @Nullable String note, Instant now) {
    return AdministratorScope.bind(sql, PROPOSE, caller, now)
            .param("id", id)
            .param("unit", unit)
            .param("receiver", receiver)
            .param("note", note)
            .update()
        == 1;
  }

  Optional<Handover.Open> open(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, OPEN, caller, now)
        .param("id", id)
        .query((row, _) ->
            new Handover.Open(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getObject("giver", UUID.class),
                row.getObject("receiver", UUID.class),
                row.getObject("given_by", UUID.class),
                row.getObject("taken_by", UUID.class),
                row.getBoolean("administered")))
        .optional();
  }

  void given(UUID id, UUID by, Instant now) {
    approve("UPDATE seal_handover SET given_by = :by, given_at = :now WHERE id = :id", id, by, now);
  }

  void taken(UUID id, UUID by, Instant now) {
    approve("UPDATE seal_handover SET taken_by = :by, taken_at = :now WHERE id = :id", id, by, now);
  }

  private void approve(String statement, UUID id, UUID by, Instant now) {
    sql.sql(statement).param("id", id).param("by", by).param("now", now.atOffset(UTC)).update();
  }

  void end(UUID id, String state) {
    sql.sql("UPDATE seal_handover SET state = :state WHERE id = :id")
        .param("state", state)
        .param("id", id)
        .update();
  }

  /** The receiver keeps the seal from now on. */
  void keep(Handover.Open handover, Instant now) {
    sql.sql("UPDATE seal_custody SET until = :now WHERE unit_id = :unit AND until IS NULL")
        .param("unit", handover.unit())
        .param("now", now.atOffset(UTC))
        .update();
    sql.sql(
            """
            INSERT INTO seal_custody (unit_id, official_id, since, handover_id)
            VALUES (:unit, :official, :now, :handover)
            """)
        .param("unit", handover.unit())
        .param("official", handover.receiver())
        .param("now", now.atOffset(UTC))
        .param("handover", handover.id())
        .update();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
