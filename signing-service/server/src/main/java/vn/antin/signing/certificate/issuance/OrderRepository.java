package vn.antin.signing.certificate.issuance;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CertificateVersion;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.web.Caller;

/** Intents to issue. Every method joins the caller's transaction. */
final class OrderRepository {
  /**
   * A credential that is to be renewed; nobody else changes it until the transaction ends.
   *
   * @param renewable ours, valid or suspended by itself for a changed post, its holder in force
   */
  record Old(
      CredentialId id,
      Holder holder,
      String state,
      @Nullable String authority,
      boolean renewable) {}

  private static final String LOCK =
      AdministratorScope.ACTS
          + """
          SELECT credential.id, credential.official_id, credential.unit_id, credential.state,
            credential.authority, (credential.source = 'authority' AND (credential.state = 'valid'
              OR (credential.state = 'suspended' AND credential.automatic
                AND credential.reason IN ('post-changed', 'unit-ended'))) AND
          """
          + AdministratorScope.IN_FORCE
          + """
            ) AS renewable
          FROM credential
          LEFT JOIN official ON official.id = credential.official_id
          LEFT JOIN unit ON unit.id = credential.unit_id
          WHERE credential.id = :id AND credential.certificate IS NOT NULL AND
          """
          + AdministratorScope.ANSWERED_FOR
          + "FOR UPDATE OF credential";

  private final JdbcClient sql;

  OrderRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Old> lock(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, LOCK, caller, now)
        .param("id", id)
        .query((row, _) ->
            new Old(
                new CredentialId(row.getObject("id", UUID.class)),
                Holder.of(
                    row.getObject("official_id", UUID.class), row.getObject("unit_id", UUID.class)),
                row.getString("state"),
                row.getString("authority"),
                row.getBoolean("renewable")))
        .optional();
  }

  /** Refuses what was meant for another version. */
  void require(CredentialId id, @Nullable String ifMatch) {
    CertificateVersion.require(sql, id, ifMatch);
  }

  /** Whether the holder is in force and within what the caller may act upon. */
  boolean may(Caller.Person caller, Holder holder, Instant now) {
    return AdministratorScope.may(sql, caller, holder, now);
  }

  /** False when the holder has one, in use or suspended, or it is being made or renewed already. */
  boolean intend(
      CredentialId id,
      Holder holder,
      String authority,
      @Nullable CredentialId replaces,
      Instant now) {
    return sql.sql(
                """
                INSERT INTO credential (id, kind, official_id, unit_id, key_label, state, source,
                  authority, replaces, created_at)
                SELECT :id, :kind, :official::uuid, :unit::uuid, :label, 'issuing', 'authority',
                  :authority, :replaces::uuid, :now
                WHERE :replaces::uuid IS NOT NULL OR NOT EXISTS (
                  SELECT FROM credential WHERE valid_to > :now
                    AND (state = 'suspended' OR (state = 'valid' AND source = 'authority'))
                    AND official_id IS NOT DISTINCT FROM :official::uuid
                    AND unit_id IS NOT DISTINCT FROM :unit::uuid)
                ON CONFLICT DO NOTHING
                """)
            .param("id", id.value())
            .param("kind", holder.kind())
            .param("official", holder.officialId())
            .param("unit", holder.unitId())
            .param("label", Credentials.keyLabel(id))
            .param("authority", authority)
            .param("replaces", replaces == null ? null : replaces.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void remember(CredentialId id, String event, String actor, Instant now) {
    sql.sql(
            """
            INSERT INTO credential_event (credential_id, at, event, actor)
            VALUES (:id, :now, :event, :actor::uuid)
            """)
        .param("id", id.value())
        .param("now", now.atOffset(UTC))
        .param("event", event)
        .param("actor", actor)
        .update();
  }

  /** What has been under way since before, and nobody else looks at; its node must be gone. */
  List<CredentialId> interrupted(Instant before) {
    return sql.sql(
            """
            SELECT id FROM credential
            WHERE state = 'issuing' AND created_at < :before AND NOT EXISTS (
              SELECT FROM certificate_request
              WHERE credential_id = credential.id AND pkcs10 IS NOT NULL)
            ORDER BY created_at LIMIT 100 FOR UPDATE SKIP LOCKED
            """)
        .param("before", before.atOffset(UTC))
        .query((row, _) -> new CredentialId(row.getObject(1, UUID.class)))
        .list();
  }
}
