package vn.antin.signing.certificate.request;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.web.Caller;

/** Requests to outside authorities. Every method joins the caller's transaction. */
final class RequestRepository {
  /** A request as administrators see it. */
  record Line(
      UUID id,
      String kind,
      String holder,
      String status,
      @Nullable String createdBy,
      Instant createdAt,
      @Nullable String request) {}

  /**
   * What waits for an answer; nobody else changes it until the transaction ends.
   *
   * @param request null when its making was interrupted
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Open(CredentialId id, Holder holder, byte @Nullable [] request) {}

  private static final String LINES =
      AdministratorScope.SEES
          + """
          SELECT credential.id, credential.kind, coalesce(official.display_name, unit.name, '') AS
              holder, creator.display_name AS created_by, request.created_at, request.pkcs10,
            told.status
          FROM certificate_request AS request
          JOIN credential ON credential.id = request.credential_id
          CROSS JOIN LATERAL (SELECT
            CASE WHEN credential.certificate IS NOT NULL THEN 'answered'
              WHEN credential.state = 'failed' THEN 'given-up'
              WHEN request.pkcs10 IS NULL THEN 'making' ELSE 'waiting' END AS status) AS told
          LEFT JOIN official ON official.id = credential.official_id
          LEFT JOIN unit ON unit.id = credential.unit_id
          LEFT JOIN official AS creator ON creator.id = request.created_by
          WHERE
          """
          + AdministratorScope.HOLDER;

  private static final String OPEN =
      AdministratorScope.ACTS
          + """
          SELECT credential.id, credential.official_id, credential.unit_id, request.pkcs10
          FROM credential JOIN certificate_request AS request
            ON request.credential_id = credential.id
          WHERE credential.id = :id AND credential.state = 'issuing' AND
          """
          + AdministratorScope.ANSWERED_FOR
          + "FOR UPDATE OF credential";

  private final JdbcClient sql;

  RequestRepository(JdbcClient sql) {
    this.sql = sql;
  }

  void add(CredentialId id, UUID by, Instant now) {
    sql.sql(
            """
            INSERT INTO certificate_request (credential_id, created_by, created_at)
            VALUES (:id, :by, :now)
            """)
        .param("id", id.value())
        .param("by", by)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** False when the request was given up meanwhile. */
  boolean made(CredentialId id, byte[] pkcs10) {
    return sql.sql(
                """
                UPDATE certificate_request SET pkcs10 = :pkcs10
                WHERE credential_id = :id AND EXISTS (
                  SELECT FROM credential WHERE id = :id AND state = 'issuing')
                """)
            .param("pkcs10", pkcs10)
            .param("id", id.value())
            .update()
        == 1;
  }

  Optional<Open> open(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, OPEN, caller, now)
        .param("id", id)
        .query((row, _) ->
            new Open(
                new CredentialId(row.getObject("id", UUID.class)),
                Holder.of(
                    row.getObject("official_id", UUID.class), row.getObject("unit_id", UUID.class)),
                row.getBytes("pkcs10")))
        .optional();
  }

  /** The latest; of one status, or of all when it is null. */
  List<Line> list(Caller.Person caller, @Nullable String status, Instant now) {
    return AdministratorScope.bind(
            sql,
            LINES
                + "AND (:status::text IS NULL OR told.status = :status)"
                + " ORDER BY request.created_at DESC, credential.id LIMIT 500",
            caller,
            now)
        .param("status", status)
        .query((row, _) ->
            new Line(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("holder"),
                row.getString("status"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                null))
        .list();
  }

  Optional<Line> find(Caller.Person caller, UUID id, Instant now) {
    return AdministratorScope.bind(sql, LINES + "AND credential.id = :id", caller, now)
        .param("id", id)
        .query((row, _) -> {
          var pkcs10 = row.getBytes("pkcs10");
          return new Line(
              row.getObject("id", UUID.class),
              row.getString("kind"),
              row.getString("holder"),
              row.getString("status"),
              row.getString("created_by"),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              pkcs10 == null ? null : Certificates.pem("CERTIFICATE REQUEST", pkcs10));
        })
        .optional();
  }
}
