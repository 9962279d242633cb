package vn.antin.signing.certificate.expiry;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;

/** Rows of notices. */
final class NoticeRepository {
  /**
   * A notice that a certificate ends soon.
   *
   * @param number in the order of writing
   * @param recipient id of an official's account
   * @param role why they are told: holder, administrator or clerk
   * @param days how many days ahead this notice is
   * @param open whether the certificate is in force and has no successor
   */
  record Notice(
      long number,
      UUID recipient,
      String role,
      UUID certificate,
      String holder,
      Instant validTo,
      int days,
      boolean open,
      @Nullable Instant seenAt) {}

  private static final String COLUMNS =
      """
      SELECT notice.id, notice.recipient, notice.role, notice.credential_id,
        coalesce(official.display_name, unit.name, '') AS holder, credential.valid_to,
        notice.days, notice.seen_at,
        credential.state = 'valid' AND NOT EXISTS (SELECT FROM credential AS successor
          WHERE successor.replaces = credential.id AND successor.state = 'valid') AS open
      FROM certificate_notice AS notice
      JOIN credential ON credential.id = notice.credential_id
      LEFT JOIN official ON official.id = credential.official_id
      LEFT JOIN unit ON unit.id = credential.unit_id
      """;

  /**
   * One row for each recipient of each certificate that has reached the stage, was not renewed and
   * was not warned of at this stage or a nearer one. The administrator is the one of the nearest
   * unit upwards that has any; so is the clerk.
   */
  private static final String WRITE =
      """
      WITH RECURSIVE due AS (
        SELECT credential.id, credential.official_id,
          coalesce(credential.unit_id, credential.held_unit_id) AS unit_id
        FROM credential
        WHERE credential.state = 'valid' AND credential.valid_to > :now
          AND credential.valid_to <= :until
          AND NOT EXISTS (SELECT FROM credential AS successor
            WHERE successor.replaces = credential.id AND successor.state = 'valid')
          AND NOT EXISTS (SELECT FROM certificate_notice AS told
            WHERE told.credential_id = credential.id AND told.days <= :days)
        ORDER BY credential.valid_to, credential.id LIMIT 1000),
      upward (credential_id, unit_id, distance) AS (
        SELECT id, unit_id, 0 FROM due
        UNION ALL
        SELECT upward.credential_id, unit.parent_id, upward.distance + 1
        FROM upward JOIN unit ON unit.id = upward.unit_id
        WHERE unit.parent_id IS NOT NULL AND upward.distance < 20),
      powers (credential_id, official_id, role, distance) AS (
        SELECT upward.credential_id, role_held.official_id,
          CASE role_held.role WHEN 'records-clerk' THEN 'clerk' ELSE 'administrator' END,
          upward.distance
        FROM upward JOIN role_held ON role_held.unit_id = upward.unit_id
        JOIN official ON official.id = role_held.official_id AND official.status = 'active'
        WHERE role_held.role IN ('security-administrator', 'unit-administrator', 'records-clerk') AND
      """
          + People.inForce("role_held")
          + """
              ),
          told (credential_id, recipient, role) AS (
            SELECT id, official_id, 'holder' FROM due WHERE official_id IS NOT NULL
            UNION
            SELECT near.credential_id, near.official_id, near.role FROM powers AS near
            WHERE near.distance = (SELECT min(any_power.distance) FROM powers AS any_power
              WHERE any_power.credential_id = near.credential_id AND any_power.role = near.role))
          INSERT INTO certificate_notice (credential_id, days, recipient, role, created_at)
          SELECT credential_id, :days, recipient, max(role), :now FROM told
          GROUP BY credential_id, recipient
          ON CONFLICT DO NOTHING
          """;

  /** Where the recipient has which role now, and everything below. */
  private static final String HELD =
      """
      WITH RECURSIVE held (unit_id, role) AS (
        SELECT role_held.unit_id,
          CASE role_held.role WHEN 'records-clerk' THEN 'clerk' ELSE 'administrator' END
        FROM role_held
        JOIN official ON official.id = role_held.official_id AND official.status = 'active'
        WHERE role_held.official_id = :recipient
          AND role_held.role IN ('security-administrator', 'unit-administrator', 'records-clerk') AND
      """
          + People.inForce("role_held")
          + """
            UNION
            SELECT unit.id, held.role FROM unit JOIN held ON unit.parent_id = held.unit_id)
          """;

  private final JdbcClient sql;

  NoticeRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Answers how many were written. One at a time until the caller's transaction ends, so that who
   * reads in the order of numbers never finds a lower one later.
   */
  int write(Duration ahead, Instant now) {
    sql.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('certificate_notice'))")
        .query()
        .singleRow();
    return sql.sql(WRITE)
        .param("days", Math.toIntExact(ahead.toDays()))
        .param("until", now.plus(ahead).atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /**
   * The official's latest notice, in each role, of each certificate that still has to be renewed;
   * those of their own certificates first, then the latest first. As administrator or clerk they
   * see those of holders for whom they still are.
   *
   * @param unseen whether to leave out what was put away
   */
  List<Notice> of(OfficialId recipient, boolean unseen, int limit, Instant now) {
    return query(
        sql.sql(
                HELD
                    + COLUMNS
                    + """
                    WHERE notice.recipient = :recipient AND credential.state = 'valid'
                      AND credential.valid_to > :now AND (notice.seen_at IS NULL OR NOT :unseen)
                      AND notice.id IN (SELECT max(id) FROM certificate_notice
                        WHERE recipient = :recipient GROUP BY credential_id, role)
                      AND NOT EXISTS (SELECT FROM credential AS successor
                        WHERE successor.replaces = credential.id AND successor.state = 'valid')
                      AND (notice.role = 'holder' OR EXISTS (SELECT FROM held
                        WHERE held.role = notice.role AND held.unit_id
                          = coalesce(credential.unit_id, credential.held_unit_id)))
                    ORDER BY notice.role = 'holder' DESC, notice.id DESC LIMIT :limit
                    """)
            .param("recipient", recipient.value())
            .param("unseen", unseen)
            .param("limit", limit)
            .param("now", now.atOffset(UTC)));
  }

  /** All notices after the given one, in the order of writing. */
  List<Notice> after(long number, int limit) {
    return query(
        sql.sql(COLUMNS + "WHERE notice.id > :number ORDER BY notice.id LIMIT :limit")
            .param("number", number)
            .param("limit", limit));
  }

  /**
   * Puts the notice away, and the recipient's earlier ones of that certificate. False when it is
   * not the recipient's.
   *
   * @param gathered whether to put all their earlier ones in that role away
   */
  boolean seen(OfficialId recipient, long number, boolean gathered, Instant now) {
    return sql.sql(
                """
                WITH named AS (
                  SELECT id, recipient, credential_id, role FROM certificate_notice
                  WHERE id = :number AND recipient = :recipient),
                put_away AS (
                  UPDATE certificate_notice AS notice SET seen_at = :now
                  FROM named
                  WHERE notice.recipient = named.recipient AND notice.id <= named.id
                    AND notice.seen_at IS NULL
                    AND (notice.credential_id = named.credential_id
                      OR (:gathered AND notice.role = named.role)))
                SELECT count(*) FROM named
                """)
            .param("number", number)
            .param("recipient", recipient.value())
            .param("gathered", gathered)
            .param("now", now.atOffset(UTC))
            .query(Long.class)
            .single()
        == 1;
  }

  private static List<Notice> query(JdbcClient.StatementSpec statement) {
    return statement
        .query((row, _) -> {
          var seen = row.getObject("seen_at", OffsetDateTime.class);
          return new Notice(
              row.getLong("id"),
              row.getObject("recipient", UUID.class),
              row.getString("role"),
              row.getObject("credential_id", UUID.class),
              row.getString("holder"),
              row.getObject("valid_to", OffsetDateTime.class).toInstant(),
              row.getInt("days"),
              row.getBoolean("open"),
              seen == null ? null : seen.toInstant());
        })
        .list();
  }
}
