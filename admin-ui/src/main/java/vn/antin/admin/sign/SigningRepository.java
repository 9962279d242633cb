package vn.antin.admin.sign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of documents on their way; every statement names the owner. */
@Repository
class SigningRepository {
  private static final String COLUMNS =
      """
      SELECT id, document_id, name, size, sha256, pages, note, approval_id, signed_document_id,
        signed_sha256, signed_at, created_at, expires_at
      FROM signing
      """;

  private final JdbcClient jdbc;

  SigningRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Signing signing, String owner) {
    var document = signing.document();
    jdbc.sql(
            """
            INSERT INTO signing (id, owner, document_id, name, size, sha256, pages, state,
              created_at, expires_at)
            VALUES (:id, :owner, :document, :name, :size, :sha256, :pages, 'prepared', :created,
              :expires)
            """)
        .param("id", signing.id())
        .param("owner", owner)
        .param("document", document.id())
        .param("name", document.name())
        .param("size", document.size())
        .param("sha256", document.sha256())
        .param("pages", document.pages())
        .param("created", utc(signing.createdAt()))
        .param("expires", utc(signing.expiresAt()))
        .update();
  }

  Optional<Signing> find(UUID id, String owner, Instant now) {
    return jdbc.sql(COLUMNS + "WHERE id = :id AND owner = :owner AND expires_at > :now")
        .param("id", id)
        .param("owner", owner)
        .param("now", utc(now))
        .query(SigningRepository::row)
        .optional();
  }

  Optional<Signing> findBySignedDocument(String documentId, String owner) {
    return jdbc.sql(COLUMNS + "WHERE signed_document_id = :document AND owner = :owner")
        .param("document", documentId)
        .param("owner", owner)
        .query(SigningRepository::row)
        .optional();
  }

  List<Signing> latest(String owner, Instant now, int most) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE owner = :owner AND expires_at > :now
                ORDER BY created_at DESC LIMIT :most
                """)
        .param("owner", owner)
        .param("now", utc(now))
        .param("most", most)
        .query(SigningRepository::row)
        .list();
  }

  /** From now on it is this approval that is waited for. */
  void approval(UUID id, UUID approval) {
    jdbc.sql("UPDATE signing SET approval_id = :approval, note = NULL WHERE id = :id")
        .param("approval", approval)
        .param("id", id)
        .update();
  }

  void signed(UUID id, Signing.Result result, Instant now) {
    jdbc.sql(
            """
            UPDATE signing
            SET state = 'signed', note = NULL, signed_document_id = :document,
              signed_sha256 = :sha256, signed_at = :now
            WHERE id = :id AND state <> 'signed'
            """)
        .param("document", result.documentId())
        .param("sha256", result.sha256())
        .param("now", utc(now))
        .param("id", id)
        .update();
  }

  /** Why no approval could be asked for. */
  void note(UUID id, String note) {
    jdbc.sql("UPDATE signing SET note = :note, approval_id = NULL WHERE id = :id")
        .param("note", note)
        .param("id", id)
        .update();
  }

  void deleteExpired(Instant now) {
    jdbc.sql("DELETE FROM signing WHERE expires_at < :now").param("now", utc(now)).update();
  }

  private static Signing row(ResultSet row, int number) throws SQLException {
    var signedDocument = row.getString("signed_document_id");
    var signedAt = row.getObject("signed_at", OffsetDateTime.class);
    return new Signing(
        row.getObject("id", UUID.class),
        new Signing.Document(
            row.getString("document_id"),
            row.getString("name"),
            row.getLong("size"),
            row.getString("sha256"),
            row.getInt("pages")),
        row.getString("note"),
        row.getObject("approval_id", UUID.class),
        null,
        signedDocument == null
            ? null
            : new Signing.Result(
                signedDocument,
                row.getString("signed_sha256"),
                signedAt == null ? null : signedAt.toInstant()),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
