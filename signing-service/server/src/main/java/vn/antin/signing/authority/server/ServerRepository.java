package vn.antin.signing.authority.server;

import static java.time.ZoneOffset.UTC;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** Allowed servers as administrators see and change them. Joins the caller's transaction. */
final class ServerRepository {
  /** A server as administrators see it. */
  record Line(
      UUID id,
      UUID unitId,
      @Nullable String unit,
      String name,
      String profile,
      List<String> hostNames,
      String status,
      Instant createdAt,
      @Nullable Instant withdrawnAt,
      @Nullable Instant codeExpiresAt,
      @Nullable Instant codeUsedAt,
      @Nullable Instant validTo) {
    Line {
      hostNames = List.copyOf(hostNames);
    }
  }

  /** A certificate of a server: valid, expired or revoked. */
  record Certificate(
      String authority, String serialNumber, Instant validFrom, Instant validTo, String status) {}

  /** A certificate that is in force, or may be. */
  record InForce(String authority, String serialNumber) {}

  /**
   * A server that is about to be changed.
   *
   * @param codeUsedAt when its code was used; null while it was not
   */
  record Taken(boolean allowed, List<String> hostNames, @Nullable Instant codeUsedAt) {
    Taken {
      hostNames = List.copyOf(hostNames);
    }
  }

  /**
   * What a caller secures.
   *
   * @param whole everything: every root in force
   * @param units codes of those asked for
   */
  record Power(boolean whole, Set<String> units) {
    Power {
      units = Set.copyOf(units);
    }
  }

  private static final String IN_FORCE =
      """
      FROM server_enrolment AS enrolment
      JOIN issued_certificate AS issued ON issued.credential_id = enrolment.id
      LEFT JOIN certificate_revocation AS revocation
        ON revocation.authority = issued.authority
          AND revocation.serial_number = issued.serial_number
      WHERE issued.state <> 'failed' AND issued.valid_to > :now
        AND (revocation.reason IS NULL OR revocation.released_at IS NOT NULL
          OR revocation.reason =
      """
          + CrlReason.CERTIFICATE_HOLD.code()
          + ")\n";

  private static final String LINES =
      AdministratorScope.SEES
          + """
          SELECT server.id, server.unit_id, unit.name AS unit, server.name, server.profile,
            server.host_names, server.created_at, server.withdrawn_at,
            CASE WHEN server.state = 'withdrawn' THEN 'withdrawn'
              WHEN latest.valid_to > :now THEN 'enrolled'
              WHEN latest.valid_to IS NOT NULL THEN 'expired' ELSE 'waiting' END AS status,
            CASE WHEN server.state = 'allowed' AND server.code_spent_by IS NULL
              AND server.code_expires_at > :now
              THEN server.code_expires_at END AS code_expires_at,
            (SELECT spending.created_at FROM server_enrolment AS spending
              WHERE spending.id = server.code_spent_by) AS code_used_at,
            latest.valid_to
          FROM allowed_server AS server
          LEFT JOIN unit ON unit.id = server.unit_id
          LEFT JOIN LATERAL (
            SELECT max(issued.valid_to) AS valid_to FROM server_enrolment AS enrolment
            JOIN issued_certificate AS issued ON issued.credential_id = enrolment.id
              AND issued.state = 'issued'
            LEFT JOIN certificate_revocation AS revocation
              ON revocation.authority = issued.authority
                AND revocation.serial_number = issued.serial_number
                AND revocation.released_at IS NULL
            WHERE enrolment.server_id = server.id AND revocation.reason IS NULL) AS latest ON true
          WHERE server.unit_id IN (SELECT id FROM scope)
          """;

  private static final String UNIT =
      AdministratorScope.SECURES
          + """
          SELECT EXISTS (SELECT FROM unit WHERE id = :unit AND id IN (SELECT id FROM scope) AND
          """
          + People.inForce("unit")
          + ")";

  private static final String POWER =
      AdministratorScope.SECURES
          + "SELECT "
          + AdministratorScope.WHOLE
          + """
           AS whole, ARRAY(SELECT code FROM unit
            WHERE code = ANY (:codes) AND id IN (SELECT id FROM scope) AND
          """
          + People.inForce("unit")
          + ") AS codes";

  private static final String MINE =
      AdministratorScope.SECURES
          + """
          SELECT server.state = 'allowed' AS allowed, server.host_names,
            (SELECT enrolment.created_at FROM server_enrolment AS enrolment WHERE enrolment.id = server.code_spent_by) AS used_at
          FROM allowed_server AS server
          WHERE server.id = :id AND server.unit_id IN (SELECT id FROM scope)
          FOR UPDATE OF server
          """;

  private final JdbcClient sql;

  ServerRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** Whether the unit is in force and the caller is its security administrator now. */
  boolean may(Caller.Person caller, UUID unit, Instant now) {
    return AdministratorScope.bind(sql, UNIT, caller, now)
        .param("unit", unit)
        .query(Boolean.class)
        .single();
  }

  /** Whether the caller secures everything now, and which of these units. */
  Power power(Caller.Person caller, Set<String> codes, Instant now) {
    return AdministratorScope.bind(sql, POWER, caller, now)
        .param("codes", codes.toArray(String[]::new))
        .query((row, _) ->
            new Power(row.getBoolean("whole"), Set.copyOf(texts(row.getArray("codes")))))
        .single();
  }

  void add(
      UUID id, Allowance wanted, OneTimeCode code, Instant expires, Caller.Person by, Instant now) {
    sql.sql(
            """
            INSERT INTO allowed_server (id, unit_id, name, profile, host_names, code_sha256,
              code_expires_at, created_by, created_at, code_made_by, code_client_id,
              code_administers)
            VALUES (:id, :unit, :name, :profile, :names, :code, :expires, :by, :now, :by, :client,
              :administers)
            """)
        .param("id", id)
        .param("unit", wanted.unit())
        .param("name", wanted.name())
        .param("profile", wanted.profile())
        .param("names", wanted.hostNames().toArray(String[]::new))
        .param("code", code.hash())
        .param("expires", expires.atOffset(UTC))
        .param("by", by.official().value())
        .param("client", by.clientId())
        .param("administers", by.unitIds())
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** Which of these names became the server's; the others belong to other servers. */
  List<String> claim(UUID id, List<String> hostNames) {
    return sql.sql(
            """
            INSERT INTO server_host_name (host_name, server_id)
            SELECT host_name, :id FROM unnest(:names::text[]) AS host_name ORDER BY host_name
            ON CONFLICT DO NOTHING RETURNING host_name
            """)
        .param("id", id)
        .param("names", hostNames.toArray(String[]::new))
        .query((row, _) -> row.getString(1))
        .list();
  }

  /**
   * Takes a server for a change, until the transaction ends; empty when the caller is not security
   * administrator over it.
   */
  Optional<Taken> take(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, MINE, caller, now)
        .param("id", id)
        .query((row, _) ->
            new Taken(
                row.getBoolean("allowed"),
                texts(row.getArray("host_names")),
                maybe(row, "used_at")))
        .optional();
  }

  void newCode(UUID id, OneTimeCode code, Instant expires, Caller.Person by) {
    sql.sql(
            """
            UPDATE allowed_server SET code_sha256 = :code, code_expires_at = :expires,
              code_tries = 0, code_spent_by = NULL, code_made_by = :by, code_client_id = :client,
              code_administers = :administers
            WHERE id = :id
            """)
        .param("id", id)
        .param("code", code.hash())
        .param("expires", expires.atOffset(UTC))
        .param("by", by.official().value())
        .param("client", by.clientId())
        .param("administers", by.unitIds())
        .update();
  }

  /** Ends requests that wait still: the authority signs no certificate for them any more. */
  void refuseWaiting(UUID id, Instant now) {
    sql.sql(
            """
            UPDATE server_enrolment SET state = 'refused', finished_at = :now
            WHERE server_id = :id AND state = 'waiting'
            """)
        .param("id", id)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** Servers whose unit has ended, taken until the transaction ends. */
  List<UUID> orphaned(int most, Instant now) {
    return sql.sql(
            """
            SELECT server.id FROM allowed_server AS server JOIN unit ON unit.id = server.unit_id
            WHERE server.state = 'allowed' AND unit.valid_to <= :now
            ORDER BY server.id LIMIT :most FOR UPDATE OF server SKIP LOCKED
            """)
        .param("now", now.atOffset(UTC))
        .param("most", most)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Servers that are withdrawn and still have a certificate in force. */
  List<UUID> unfinished(int most, Instant now) {
    return sql.sql(
            """
            SELECT server.id FROM allowed_server AS server
            WHERE server.state = 'withdrawn' AND EXISTS (SELECT
            """
                + IN_FORCE
                + """
                AND enrolment.server_id = server.id)
                ORDER BY server.id LIMIT :most FOR UPDATE OF server SKIP LOCKED
                """)
        .param("now", now.atOffset(UTC))
        .param("most", most)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Ends the allowance and frees its host names. */
  void withdraw(UUID id, CrlReason reason, String by, Instant now) {
    sql.sql(
            """
            UPDATE allowed_server SET state = 'withdrawn', reason = :reason, withdrawn_by = :by,
              withdrawn_at = :now
            WHERE id = :id
            """)
        .param("id", id)
        .param("reason", reason.code())
        .param("by", by)
        .param("now", now.atOffset(UTC))
        .update();
    sql.sql("DELETE FROM server_host_name WHERE server_id = :id").param("id", id).update();
  }

  /** What a withdrawal revokes; intended ones and those of unknown fate too. */
  List<InForce> inForce(UUID id, Instant now) {
    return sql.sql(
            "SELECT issued.authority, issued.serial_number "
                + IN_FORCE
                + " AND enrolment.server_id = :id ORDER BY issued.serial_number")
        .param("id", id)
        .param("now", now.atOffset(UTC))
        .query((row, _) -> new InForce(row.getString(1), row.getString(2)))
        .list();
  }

  /** The reason with which a withdrawn server's certificates are revoked. */
  CrlReason reason(UUID id) {
    return sql.sql("SELECT reason FROM allowed_server WHERE id = :id AND reason IS NOT NULL")
        .param("id", id)
        .query(Integer.class)
        .optional()
        .flatMap(CrlReason::of)
        .orElse(CrlReason.CESSATION_OF_OPERATION);
  }

  List<Line> list(Caller.Person caller, Instant now) {
    return AdministratorScope.bind(
            sql, LINES + "ORDER BY server.created_at DESC, server.id LIMIT 500", caller, now)
        .query(ServerRepository::line)
        .list();
  }

  Optional<Line> find(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, LINES + "AND server.id = :id", caller, now)
        .param("id", id)
        .query(ServerRepository::line)
        .optional();
  }

  private static final String CERTIFICATES =
      AdministratorScope.SEES
          + """
          SELECT issued.authority, issued.serial_number, issued.valid_from, issued.valid_to,
            CASE WHEN revocation.reason IS NOT NULL THEN 'revoked'
              WHEN issued.valid_to <= :now THEN 'expired' ELSE 'valid' END AS status
          FROM allowed_server AS server
          JOIN server_enrolment AS enrolment ON enrolment.server_id = server.id
          JOIN issued_certificate AS issued ON issued.credential_id = enrolment.id
            AND issued.state = 'issued'
          LEFT JOIN certificate_revocation AS revocation
            ON revocation.authority = issued.authority
              AND revocation.serial_number = issued.serial_number
              AND revocation.released_at IS NULL
          WHERE server.id = :id AND server.unit_id IN (SELECT id FROM scope)
          ORDER BY issued.valid_from DESC, issued.serial_number LIMIT 100
          """;

  List<Certificate> certificates(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, CERTIFICATES, caller, now)
        .param("id", id)
        .query((row, _) ->
            new Certificate(
                row.getString("authority"),
                row.getString("serial_number"),
                instant(row, "valid_from"),
                instant(row, "valid_to"),
                row.getString("status")))
        .list();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        row.getObject("id", UUID.class),
        row.getObject("unit_id", UUID.class),
        row.getString("unit"),
        row.getString("name"),
        row.getString("profile"),
        texts(row.getArray("host_names")),
        row.getString("status"),
        instant(row, "created_at"),
        maybe(row, "withdrawn_at"),
        maybe(row, "code_expires_at"),
        maybe(row, "code_used_at"),
        maybe(row, "valid_to"));
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
