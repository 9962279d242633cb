package vn.antin.signing.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;

/** Signing requests that issue a document. */
final class IssuanceRepository {
  /**
   * An issuance as it stands.
   *
   * @param locality null when nothing is filled in
   * @param latest the file as it is now
   */
  record Row(
      UUID submission,
      String client,
      String title,
      UnitId unit,
      String type,
      String notation,
      boolean form,
      @Nullable String locality,
      DocumentId latest) {}

  private static final String SELECT =
      """
      SELECT submission.id, client_id, submission.title, issuance.unit_id, document_type,
        issuance.notation, form, locality, latest_id
      FROM submission_issuance AS issuance
      JOIN submission ON submission.id = issuance.submission_id
      JOIN submission_document AS document ON document.submission_id = submission.id
      """;

  private final JdbcClient sql;

  IssuanceRepository(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID submission, Issuance issuance) {
    var form = issuance.form();
    sql.sql(
            """
            INSERT INTO submission_issuance (submission_id, unit_id, document_type, notation, form,
              locality)
            VALUES (:id, :unit, :type, :notation, :form, :locality)
            """)
        .param("id", submission)
        .param("unit", issuance.unit().value())
        .param("type", issuance.type())
        .param("notation", issuance.notation())
        .param("form", form != null)
        .param("locality", form == null ? null : form.locality())
        .update();
  }

  Optional<Row> find(UUID submission) {
    return sql.sql(SELECT + "WHERE submission.id = :id")
        .param("id", submission)
        .query(IssuanceRepository::row)
        .optional();
  }

  /** The issuances whose file this is now. */
  List<Row> ofLatest(DocumentId document) {
    return sql.sql(SELECT + "WHERE latest_id = :id AND submission.ended_at IS NULL")
        .param("id", document.value())
        .query(IssuanceRepository::row)
        .list();
  }

  /** When persons signed the document here. */
  Map<OfficialId, Instant> signers(UUID submission) {
    var signers = new HashMap<OfficialId, Instant>();
    sql.sql(
            """
            SELECT official_id, signature.at FROM submission_step AS step
            JOIN submission_signature AS signature ON signature.step_id = step.id
              AND signature.state = 'signed'
            WHERE submission_id = :id AND credential_kind = 'personal' AND official_id IS NOT NULL
            """)
        .param("id", submission)
        .query(row -> {
          signers.put(
              new OfficialId(row.getObject("official_id", UUID.class)),
              row.getObject("at", OffsetDateTime.class).toInstant());
        });
    return signers;
  }

  /** Another file takes the place of the document's; the caller holds the submission's lock. */
  void replace(UUID submission, DocumentId document, Sha256 hash, long size) {
    sql.sql(
            """
            UPDATE submission_document SET latest_id = :document, latest_hash = :hash, size = :size
            WHERE submission_id = :id
            """)
        .param("document", document.value())
        .param("hash", hash.bytes())
        .param("size", size)
        .param("id", submission)
        .update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("client_id"),
        row.getString("title"),
        new UnitId(row.getObject("unit_id", UUID.class)),
        row.getString("document_type"),
        row.getString("notation"),
        row.getBoolean("form"),
        row.getString("locality"),
        new DocumentId(row.getObject("latest_id", UUID.class)));
  }
}
