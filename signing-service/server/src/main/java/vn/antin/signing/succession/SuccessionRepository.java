package vn.antin.signing.succession;

import static java.time.ZoneOffset.UTC;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.web.Caller;

final class SuccessionRepository {
  /** A seal that a unit may want because it took over from units whose seals stopped. */
  record SealRequest(
      UUID unitId, String unit, List<String> insteadOf, String status, Instant createdAt) {
    SealRequest {
      insteadOf = List.copyOf(insteadOf);
    }
  }

  /**
   * A request that was made for a unit's seal and is not signed.
   *
   * @param decision withdrawn or again, once somebody has decided
   */
  record InFlight(
      UUID id,
      UUID unitId,
      String unit,
      String clientId,
      @Nullable String official,
      List<String> documents,
      Instant createdAt,
      Instant expiresAt,
      boolean stopped,
      @Nullable String decision) {
    InFlight {
      documents = List.copyOf(documents);
    }
  }

  private static final String SCOPE =
      """
      WITH RECURSIVE scope (id) AS (
        SELECT id FROM unit WHERE id = ANY (:administers)
        UNION
        SELECT unit.id FROM unit JOIN scope ON unit.parent_id = scope.id)
      """;

  private static final String UNSIGNED =
      """
      EXISTS (
        SELECT FROM signature_request_document AS document
        WHERE document.request_id = request.id AND NOT EXISTS (
          SELECT FROM grant_hash
          WHERE grant_hash.request_id = request.id AND grant_hash.hash = document.hash
            AND grant_hash.state = 'signed'))
      """;

  private final JdbcClient sql;
  private final InstantSource time;

  SuccessionRepository(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /**
   * Drafts a request for every unit in force that took over, perhaps over several steps, from one
   * whose seal stopped, unless it has a seal; answers how many are new.
   */
  int draft() {
    return sql.sql(
            """
            WITH RECURSIVE heir (former, unit_id) AS (
              SELECT credential.unit_id, succession.successor_id
              FROM credential JOIN succession ON succession.unit_id = credential.unit_id
              JOIN unit ON unit.id = credential.unit_id AND unit.valid_to <= :now
              WHERE credential.certificate IS NOT NULL AND succession.valid_from <= :now
              UNION
              SELECT heir.former, succession.successor_id
              FROM heir JOIN unit ON unit.id = heir.unit_id AND unit.valid_to <= :now
              JOIN succession ON succession.unit_id = unit.id AND succession.valid_from <= :now)
            INSERT INTO seal_request (unit_id, instead_of, created_at)
            SELECT heir.unit_id, heir.former, :now
            FROM heir JOIN unit ON unit.id = heir.unit_id
            WHERE (unit.valid_to IS NULL OR unit.valid_to > :now)
              AND NOT EXISTS (SELECT FROM credential own
                WHERE own.unit_id = heir.unit_id AND own.state IN ('issuing', 'valid'))
            ON CONFLICT DO NOTHING
            """)
        .param("now", now())
        .update();
  }

  List<SealRequest> sealRequests(List<UnitId> administers) {
    return sql.sql(
            SCOPE
                + """
                SELECT unit.id, unit.name, wish.state, min(wish.created_at) AS created_at,
                  array_agg(former.name ORDER BY former.name) AS instead_of
                FROM seal_request AS wish JOIN unit ON unit.id = wish.unit_id
                JOIN unit AS former ON former.id = wish.instead_of
                WHERE wish.unit_id IN (SELECT id FROM scope)
                GROUP BY unit.id, unit.name, wish.state
                ORDER BY wish.state DESC, unit.name, unit.id LIMIT 500
                """)
        .param("administers", ids(administers))
        .query((row, _) ->
            new SealRequest(
                row.getObject("id", UUID.class),
                row.getString("name"),
                texts(row.getArray("instead_of")),
                row.getString("state"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Answers how many drafts for the unit were put aside. */
  int dismiss(Caller.Person by, UUID unit) {
    return AdministratorScope.bind(
            sql,
            AdministratorScope.ACTS
                + """
                UPDATE seal_request SET state = 'dismissed', decided_by = :by, decided_at = :now
                WHERE unit_id = :unit AND state = 'draft' AND unit_id IN (SELECT id FROM scope)
                """,
            by,
            time.instant())
        .param("unit", unit)
        .param("by", by.official().value())
        .update();
  }

  /**
   * Requests for seals that stopped, or for the seals of the units named, of the last thirty days;
   * the oldest first.
   */
  List<InFlight> inFlight(List<UnitId> administers, List<UUID> units) {
    return sql.sql(
            SCOPE
                + """
                SELECT request.id, request.client_id, request.created_at, request.expires_at,
                  unit.id AS unit_id, unit.name AS unit, official.display_name,
                  coalesce(unit.valid_to <= :now, false) AS stopped, decided.decision,
                  ARRAY (SELECT document.name FROM signature_request_document AS document
                    WHERE document.request_id = request.id ORDER BY document.position) AS documents
                FROM credential JOIN unit ON unit.id = credential.unit_id
                JOIN signature_request AS request ON request.credential_id = credential.id
                LEFT JOIN official ON official.id = request.official_id
                LEFT JOIN in_flight_decision AS decided ON decided.request_id = request.id
                WHERE credential.unit_id IN (SELECT id FROM scope)
                  AND (unit.id = ANY (:units) OR (cardinality(:units) = 0 AND unit.valid_to <= :now))
                  AND request.created_at > :now - interval '30 days' AND
                """
                + UNSIGNED
                + "ORDER BY decided.decision IS NOT NULL, request.created_at, request.id LIMIT 500")
        .param("administers", ids(administers))
        .param("units", units.toArray(UUID[]::new))
        .param("now", now())
        .query((row, _) ->
            new InFlight(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("unit"),
                row.getString("client_id"),
                row.getString("display_name"),
                texts(row.getArray("documents")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("stopped"),
                row.getString("decision")))
        .list();
  }

  /** False when there is no such request to decide on, or it was decided before. */
  boolean decide(Caller.Person by, UUID request, String decision) {
    return AdministratorScope.bind(
                sql,
                AdministratorScope.ACTS
                    + """
                    INSERT INTO in_flight_decision (request_id, decision, decided_by, decided_at)
                    SELECT request.id, :decision, :by, :now
                    FROM signature_request AS request
                    JOIN credential ON credential.id = request.credential_id
                    JOIN unit ON unit.id = credential.unit_id AND unit.valid_to <= :now
                    WHERE request.id = :request AND unit.id IN (SELECT id FROM scope) AND
                    """
                    + UNSIGNED
                    + "ON CONFLICT DO NOTHING",
                by,
                time.instant())
            .param("request", request)
            .param("decision", decision)
            .param("by", by.official().value())
            .update()
        == 1;
  }

  private OffsetDateTime now() {
    return time.instant().atOffset(UTC);
  }

  private static UUID[] ids(List<UnitId> units) {
    return units.stream().map(UnitId::value).toArray(UUID[]::new);
  }

  private static List<String> texts(Array array) throws SQLException {
    return Stream.of((Object[]) array.getArray()).map(String.class::cast).toList();
  }
}
