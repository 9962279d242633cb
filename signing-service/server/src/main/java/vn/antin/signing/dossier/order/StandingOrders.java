package vn.antin.signing.dossier.order;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.web.Caller;

/** Judges whether an application may use a seal by order. Thread-safe. */
public final class StandingOrders {
  /** What proves more than a shared secret (RFC 7523, RFC 8705). */
  private static final Set<String> STRONG =
      Set.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  /**
   * An order of the caller's that is in force.
   *
   * @param approver the second administrator, who answers for it
   */
  public record Order(UUID id, UUID unit, Credential credential, OfficialId approver) {}

  private record Found(UUID id, UUID unit, UUID credential, UUID approvedBy) {}

  /** The order, its seal, who keeps it and who answers for it are as when it was approved. */
  private static final String HOLDS =
      """
      standing_order.id = :id AND standing_order.client_id = :client
        AND standing_order.state = 'active'
        AND standing_order.valid_from <= :now AND standing_order.valid_to > :now
        AND :type = ANY (standing_order.types)
        AND EXISTS (SELECT FROM credential JOIN unit ON unit.id = credential.unit_id
          WHERE credential.id = standing_order.credential_id
            AND credential.unit_id = standing_order.unit_id
            AND credential.state = 'valid' AND credential.valid_to > :now AND
      """
          + People.inForce("unit")
          + """
          )
          AND standing_order.keeper IS NOT DISTINCT FROM (SELECT official_id FROM seal_custody
            WHERE seal_custody.unit_id = standing_order.unit_id AND until IS NULL)
          AND standing_order.custody IS NOT DISTINCT FROM (SELECT handover_id FROM seal_custody
            WHERE seal_custody.unit_id = standing_order.unit_id ORDER BY since DESC LIMIT 1)
          """
          + " AND "
          + inOffice("proposed_by", "'security-administrator', 'unit-administrator'")
          + " AND "
          + inOffice("approved_by", "'security-administrator'");

  private final JdbcClient sql;
  private final Credentials credentials;
  private final People people;
  private final boolean enabled;
  private final InstantSource time;

  StandingOrders(
      JdbcClient sql, Credentials credentials, People people, boolean enabled, InstantSource time) {
    this.sql = sql;
    this.credentials = credentials;
    this.people = people;
    this.enabled = enabled;
    this.time = time;
  }

  /**
   * The order by which the application may have results of this type sealed.
   *
   * @throws SigningException STANDING_ORDER_REFUSED with the reason, PEOPLE_STALE
   */
  public Order require(Caller.Machine caller, @Nullable UUID id, UUID unit, String type) {
    if (!enabled) {
      throw refused("switched-off");
    }
    if (!STRONG.contains(caller.authentication())) {
      throw refused("authentication");
    }
    people.requireFresh();
    var now = time.instant();
    return sql.sql(
            "SELECT id, unit_id, credential_id, approved_by FROM standing_order WHERE "
                + HOLDS
                + " AND standing_order.unit_id = :unit")
        .param("id", id)
        .param("client", caller.clientId())
        .param("unit", unit)
        .param("type", type)
        .param("now", now.atOffset(UTC))
        .query((row, _) ->
            new Found(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getObject("credential_id", UUID.class),
                row.getObject("approved_by", UUID.class)))
        .optional()
        .flatMap(found ->
            credentials
                .findRemote(new CredentialId(found.credential()))
                .filter(seal -> seal.usable(now))
                .map(seal ->
                    new Order(found.id(), found.unit(), seal, new OfficialId(found.approvedBy()))))
        .orElseThrow(() -> refused("not-in-force"));
  }

  /**
   * Counts one use, if the order still holds and is not used up. Joins the caller's transaction,
   * which writes the intent; other uses of the order wait until it has ended.
   *
   * @return the problem that keeps it from being used; empty when it was counted
   */
  public Optional<Problem> use(Order order, String client, String type) {
    var now = time.instant();
    if (claim(order, client, type, now)) {
      return Optional.empty();
    }
    return Optional.of(
        holds(order, client, type, now)
            ? Problem.TOO_MANY_REQUESTS
            : Problem.STANDING_ORDER_REFUSED);
  }

  private boolean claim(Order order, String client, String type, Instant now) {
    return bind(
                sql.sql(
                    """
                    UPDATE standing_order SET
                      minute_count = CASE WHEN minute >= :minute THEN minute_count ELSE 0 END + 1,
                      minute = greatest(minute, :minute),
                      day_count = CASE WHEN day >= :day THEN day_count ELSE 0 END + 1,
                      day = greatest(day, :day)
                    WHERE (minute IS NULL OR minute < :minute OR minute_count < per_minute)
                      AND (day IS NULL OR day < :day OR day_count < per_day) AND
                    """
                        + HOLDS),
                order,
                client,
                type,
                now)
            .param("minute", now.truncatedTo(ChronoUnit.MINUTES).atOffset(UTC))
            .param("day", now.atZone(VIETNAM).toLocalDate())
            .update()
        == 1;
  }

  private boolean holds(Order order, String client, String type, Instant now) {
    return bind(
            sql.sql("SELECT EXISTS (SELECT FROM standing_order WHERE " + HOLDS + ")"),
            order,
            client,
            type,
            now)
        .query(Boolean.class)
        .single();
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, Order order, String client, String type, Instant now) {
    return statement
        .param("id", order.id())
        .param("client", client)
        .param("type", type)
        .param("now", now.atOffset(UTC));
  }

  /** An order does not outlive the office of who made it. */
  private static String inOffice(String official, String roles) {
    return """
    EXISTS (
      WITH RECURSIVE above (id) AS (
        SELECT standing_order.unit_id
        UNION
        SELECT unit.parent_id FROM unit JOIN above ON unit.id = above.id
        WHERE unit.parent_id IS NOT NULL)
      SELECT FROM role_held JOIN official ON official.id = role_held.official_id
      WHERE official.id = standing_order.%s AND official.status = 'active'
        AND role_held.role IN (%s) AND role_held.unit_id IN (SELECT id FROM above) AND %s)
    """
        .formatted(official, roles, People.inForce("role_held"));
  }

  private static SigningException refused(String reason) {
    return Problem.STANDING_ORDER_REFUSED.because(reason).showing("reason", reason);
  }
}
