package vn.antin.signing.certificate;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/**
 * The predicate of delegated administration, compiled into every statement about credentials. Each
 * statement begins with {@link #SEES} or {@link #ACTS}, which name the units, and asks for {@link
 * #HOLDER} to read or {@link #ANSWERED_FOR} to act.
 */
public final class AdministratorScope {
  /** The units that the token names and those below them. */
  public static final String SEES =
      """
      WITH RECURSIVE scope (id) AS (
        SELECT id FROM unit WHERE id = ANY (:administers)
        UNION
        SELECT unit.id FROM unit JOIN scope ON unit.parent_id = scope.id)
      """;

  /**
   * Those of {@link #SEES} over which the caller, by the read copy, is security administrator or
   * unit administrator now: a role taken away ends the power before the token ends.
   */
  public static final String ACTS = held("'security-administrator', 'unit-administrator'");

  /** Those of {@link #SEES} over which the caller is security administrator now. */
  public static final String SECURES = held("'security-administrator'");

  /** Whether the scope holds every root in force; then it is over whatever there is. */
  public static final String WHOLE =
      """
      (SELECT coalesce(bool_and(root.id IN (SELECT id FROM scope)), false) FROM unit AS root
        WHERE root.parent_id IS NULL AND (root.valid_to IS NULL OR root.valid_to > :now))
      """;

  /**
   * True for a credential that the scope may see: its seal's unit is within scope, or its official
   * holds a post there now or, holding none anywhere, held one there at last.
   */
  public static final String HOLDER =
      "("
          + sees("credential.official_id", "credential.unit_id")
          + " OR (credential.official_id IS NOT NULL AND "
          + post("credential.official_id")
          + """
           IS NULL AND
            coalesce(credential.held_unit_id, credential.named_unit_id) IN (SELECT id FROM scope)))
          """;

  /**
   * True for a credential that the scope answers for: its seal's unit is within scope, or its
   * official's own unit is and the official has no power outside. Whoever holds a post beside the
   * main one is seen there, but not acted upon. Every act asks for it.
   */
  public static final String ANSWERED_FOR =
      answers(
          "coalesce(credential.unit_id, "
              + post("credential.official_id")
              + ", credential.held_unit_id, credential.named_unit_id)",
          "credential.official_id");

  /** True for an {@code official} who may be given a certificate by what the scope answers for. */
  public static final String SERVED =
      "(official.status = 'active' AND "
          + post("official.id")
          + " IS NOT NULL AND "
          + answers(post("official.id"), "official.id")
          + ")\n";

  /** True for an {@code official} who is active and holds a post, or a {@code unit} in force. */
  public static final String IN_FORCE =
      "coalesce((official.status = 'active' AND "
          + post("official.id")
          + " IS NOT NULL) OR (unit.id IS NOT NULL AND "
          + People.inForce("unit")
          + "), false)\n";

  /** The unit within scope that a {@code credential}'s official belongs to: at most one row. */
  public static final String SEEN_POST =
      People.post(
          "credential.official_id",
          "assignment.unit_id",
          "assignment.unit_id IN (SELECT id FROM scope)");

  private static final String MAY =
      ACTS
          + "SELECT EXISTS (SELECT FROM unit WHERE unit.id = :unit::uuid"
          + " AND unit.id IN (SELECT id FROM scope) AND "
          + People.inForce("unit")
          + ") OR EXISTS (SELECT FROM official WHERE official.id = :official::uuid AND "
          + SERVED
          + ")";

  private AdministratorScope() {}

  /** The unit that an official belongs to: that of the main post, else of another in force. */
  public static String post(String official) {
    return People.post(official, "assignment.unit_id", "true");
  }

  /** True for an official with a post within scope, or a unit there. */
  public static String sees(String official, String unit) {
    return """
    (%s IN (SELECT id FROM scope) OR %s OR EXISTS (
      SELECT FROM assignment WHERE assignment.official_id = %s
        AND assignment.unit_id IN (SELECT id FROM scope) AND %s))
    """
        .formatted(unit, WHOLE, official, People.inForce("assignment"));
  }

  private static String answers(String unit, String official) {
    return """
    ((%s IN (SELECT id FROM scope) AND NOT EXISTS (
      SELECT FROM role_held WHERE role_held.official_id = %s
        AND (role_held.valid_to IS NULL OR role_held.valid_to > :now)
        AND role_held.unit_id NOT IN (SELECT id FROM scope))) OR %s)
    """
        .formatted(unit, official, WHOLE);
  }

  private static String held(String roles) {
    return """
    WITH RECURSIVE named (id) AS (
      SELECT id FROM unit WHERE id = ANY (:administers)
      UNION
      SELECT unit.id FROM unit JOIN named ON unit.parent_id = named.id),
    held (id) AS (
      SELECT role_held.unit_id FROM role_held
      JOIN official ON official.id = role_held.official_id AND official.status = 'active'
      WHERE role_held.official_id = :caller
        AND role_held.role IN (%s)
        AND %s
      UNION
      SELECT unit.id FROM unit JOIN held ON unit.parent_id = held.id),
    scope (id) AS (SELECT id FROM named INTERSECT SELECT id FROM held)
    """
        .formatted(roles, People.inForce("role_held"));
  }

  /** Whether the holder is in force, and the caller may have a certificate made for it. */
  public static boolean may(JdbcClient sql, Caller.Person caller, Holder holder, Instant now) {
    return bind(sql, MAY, caller, now)
        .param("official", holder.officialId())
        .param("unit", holder.unitId())
        .query(Boolean.class)
        .single();
  }

  /**
   * Nobody issues to themselves or lifts their own suspension.
   *
   * @throws vn.antin.signing.problem.SigningException OWN_CERTIFICATE
   */
  public static void refuseOwn(Caller.Person caller, UUID holder) {
    if (caller.official().value().equals(holder)) {
      throw Problem.OWN_CERTIFICATE.because("another administrator must do this for the caller");
    }
  }

  /**
   * Who once acted, with the units that their token named then.
   *
   * @param official the column with the official
   * @param client the column with the system they came through
   * @param administers the column with the units
   */
  public static Caller.Person caller(
      ResultSet row, String official, String client, String administers) throws SQLException {
    return new Caller.Person(
        new OfficialId(row.getObject(official, UUID.class)),
        row.getString(client),
        Stream.of((UUID[]) row.getArray(administers).getArray()).map(UnitId::new).toList());
  }

  /** A statement with the parameters of the predicate bound. */
  public static JdbcClient.StatementSpec bind(
      JdbcClient sql, String statement, Caller.Person caller, Instant now) {
    return sql.sql(statement)
        .param("administers", caller.unitIds())
        .param("caller", caller.official().value())
        .param("now", now.atOffset(UTC));
  }
}
