package vn.antin.signing.certificate.lifecycle;

import static java.time.ZoneOffset.UTC;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CertificateVersion;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.RevocationReason;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** States of credentials and what led to them. Every method joins the caller's transaction. */
final class LifecycleRepository {
  /**
   * A credential whose row nobody else changes until the transaction ends.
   *
   * @param holder id of the official or of the unit
   * @param ours issued by an authority of this installation
   * @param secured suspended by a security administrator
   * @param inForce the official is active and holds a post, or the seal's unit is in force
   */
  record Held(
      CredentialId id,
      String kind,
      UUID holder,
      String state,
      @Nullable RevocationReason reason,
      Instant validTo,
      boolean ours,
      boolean secured,
      boolean inForce,
      X509Certificate certificate) {}

  private static final String LOCK =
      AdministratorScope.ACTS
          + """
          SELECT credential.id, credential.kind,
            coalesce(credential.official_id, credential.unit_id) AS holder, credential.state,
            credential.reason, credential.valid_to, credential.certificate,
            credential.source, credential.secured,
          """
          + AdministratorScope.IN_FORCE
          + """
            AS in_force
          FROM credential
          LEFT JOIN official ON official.id = credential.official_id
          LEFT JOIN unit ON unit.id = credential.unit_id
          WHERE credential.id = :id AND credential.certificate IS NOT NULL AND
          """
          + AdministratorScope.ANSWERED_FOR
          + "FOR UPDATE OF credential";

  private static final String SECURES =
      AdministratorScope.SECURES
          + "SELECT EXISTS (SELECT FROM credential WHERE credential.id = :id AND "
          + AdministratorScope.ANSWERED_FOR
          + ")";

  private static final String LAPSED =
      """
      WITH due AS (
        SELECT credential.id, CASE
            WHEN official.id IS NULL OR official.status <> 'active' THEN 'left'
            WHEN held.valid_to <= :now THEN 'unit-ended'
            ELSE 'post-changed' END AS reason
        FROM credential
        LEFT JOIN official ON official.id = credential.official_id
        LEFT JOIN unit AS held ON held.id = credential.held_unit_id
        WHERE credential.state = 'valid' AND credential.valid_to > :now
          AND credential.official_id IS NOT NULL
          AND EXISTS (SELECT FROM people_feed WHERE NOT resyncing)
          AND (official.id IS NULL OR official.status <> 'active'
            OR NOT EXISTS (
              SELECT FROM assignment
              WHERE assignment.official_id = credential.official_id
                AND assignment.unit_id = credential.held_unit_id
                AND (credential.held_title IS NULL OR assignment.title = credential.held_title) AND
      """
          + People.inForce("assignment")
          + """
                    ))
            ORDER BY credential.id LIMIT 500 FOR UPDATE OF credential SKIP LOCKED)
          UPDATE credential SET state = 'suspended', reason = due.reason, automatic = true,
            secured = false, changed_at = :now
          FROM due WHERE credential.id = due.id
          RETURNING credential.id, credential.kind, credential.official_id AS holder, credential.state,
            credential.reason, credential.valid_to, credential.certificate,
            credential.source, credential.secured, true AS in_force
          """;

  private final JdbcClient sql;

  LifecycleRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** Empty when it is not within what the caller may act upon. */
  Optional<Held> lock(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, LOCK, caller, now)
        .param("id", id)
        .query(LifecycleRepository::held)
        .optional();
  }

  /** Refuses what was meant for another version. */
  void require(CredentialId id, @Nullable String ifMatch) {
    CertificateVersion.require(sql, id, ifMatch);
  }

  /** Whether the caller may act upon it as security administrator. */
  boolean secures(Caller.Person caller, CredentialId id, Instant now) {
    return AdministratorScope.bind(sql, SECURES, caller, now)
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /** Ends the use; {@code secured} when a security administrator does. */
  void end(CredentialId id, String state, RevocationReason reason, boolean secured, Instant now) {
    sql.sql(
            """
            UPDATE credential SET state = :state, reason = :reason, automatic = false,
              secured = :secured, changed_at = :now
            WHERE id = :id
            """)
        .param("state", state)
        .param("reason", reason.code())
        .param("secured", secured)
        .param("now", now.atOffset(UTC))
        .param("id", id.value())
        .update();
  }

  /** Back into use; what it rests on from now on is the post that the official holds now. */
  void resume(CredentialId id, Instant now) {
    sql.sql(
            """
            UPDATE credential SET state = 'valid', reason = NULL, automatic = false,
              secured = false, changed_at = :now, held_title = NULL,
              held_unit_id = coalesce(unit_id, %s, held_unit_id)
            WHERE id = :id
            """
                .formatted(AdministratorScope.post("credential.official_id")))
        .param("now", now.atOffset(UTC))
        .param("id", id.value())
        .update();
  }

  /**
   * Suspends what no longer fits: the official is not active, or does not hold the post on which
   * the use rested. Nothing while the copy of people is being read anew. At most 500 at a time.
   */
  List<Held> suspendLapsed(Instant now) {
    return sql.sql(LAPSED).param("now", now.atOffset(UTC)).query(LifecycleRepository::held).list();
  }

  void remember(
      CredentialId id,
      String event,
      RevocationReason reason,
      @Nullable UUID actor,
      @Nullable String note,
      Instant now) {
    sql.sql(
            """
            INSERT INTO credential_event (credential_id, at, event, reason, actor, note)
            VALUES (:id, :now, :event, :reason, :actor, :note)
            """)
        .param("id", id.value())
        .param("now", now.atOffset(UTC))
        .param("event", event)
        .param("reason", reason.code())
        .param("actor", actor)
        .param("note", note)
        .update();
  }

  private static Held held(ResultSet row, int number) throws SQLException {
    var reason = row.getString("reason");
    return new Held(
        new CredentialId(row.getObject("id", UUID.class)),
        row.getString("kind"),
        row.getObject("holder", UUID.class),
        row.getString("state"),
        reason == null ? null : RevocationReason.of(reason).orElse(null),
        row.getObject("valid_to", OffsetDateTime.class).toInstant(),
        "authority".equals(row.getString("source")),
        row.getBoolean("secured"),
        row.getBoolean("in_force"),
        Certificates.decode(row.getBytes("certificate")));
  }
}
