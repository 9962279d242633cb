package vn.antin.admin.sign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of documents on their way; every statement names the owner. */
@Repository
class SigningRepository {
  private static final String COLUMNS =
      """
      SELECT id, document_id, name, size, sha256, pages, state, note, credential_id, request_id,
        authorization_details, signed_document_id, signed_sha256, signed_at, created_at, expires_at
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

  void request(UUID id, Signing.Request request) {
    jdbc.sql(
            """
            UPDATE signing
            SET request_id = :request, credential_id = :credential,
              authorization_details = :details, note = NULL, grant_token = NULL
            WHERE id = :id AND state = 'prepared'
            """)
        .param("request", request.id())
        .param("credential", request.credentialId())
        .param("details", request.authorizationDetails())
        .param("id", id)
        .update();
  }

  void approve(UUID id, byte[] wrappedGrant, Instant until) {
    jdbc.sql(
            """
            UPDATE signing
            SET state = 'approved', note = NULL, grant_token = :grant, grant_expires_at = :until
            WHERE id = :id AND state <> 'signed'
            """)
        .param("grant", wrappedGrant)
        .param("until", utc(until))
        .param("id", id)
        .update();
  }

  /** The approval that was received and is not over. */
  Optional<byte[]> grant(UUID id, Instant now) {
    return jdbc.sql(
            """
            SELECT grant_token FROM signing
            WHERE id = :id AND state = 'approved' AND grant_expires_at > :now
            """)
        .param("id", id)
        .param("now", utc(now))
        .query((row, n) -> row.getBytes("grant_token"))
        .optional();
  }

  void signed(UUID id, Signing.Result result, Instant now) {
    jdbc.sql(
            """
            UPDATE signing
            SET state = 'signed', note = NULL, grant_token = NULL, signed_document_id = :document,
              signed_sha256 = :sha256, signed_at = :now
            WHERE id = :id AND state <> 'signed'
            """)
        .param("document", result.documentId())
        .param("sha256", result.sha256())
        .param("now", utc(now))
        .param("id", id)
        .update();
  }

  /** Before any approval: what came in the way. The request stays, it can still be approved. */
  void noteUnapproved(UUID id, String note) {
    jdbc.sql("UPDATE signing SET note = :note WHERE id = :id AND state = 'prepared'")
        .param("note", note)
        .param("id", id)
        .update();
  }

  /** The approval stays good; only something has to be said. */
  void note(UUID id, String note) {
    jdbc.sql("UPDATE signing SET note = :note WHERE id = :id AND state <> 'signed'")
        .param("note", note)
        .param("id", id)
        .update();
  }

  /** The approval is gone; the official may approve anew. */
  void back(UUID id, String note) {
    jdbc.sql(
            """
            UPDATE signing
            SET state = 'prepared', note = :note, grant_token = NULL, request_id = NULL,
              authorization_details = NULL
            WHERE id = :id AND state <> 'signed'
            """)
        .param("note", note)
        .param("id", id)
        .update();
  }

  void delete(UUID id, String owner) {
    jdbc.sql("DELETE FROM signing WHERE id = :id AND owner = :owner")
        .param("id", id)
        .param("owner", owner)
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
        Signing.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("note"),
        request(row),
        signedDocument == null
            ? null
            : new Signing.Result(
                signedDocument,
                row.getString("signed_sha256"),
                signedAt == null ? null : signedAt.toInstant()),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static Signing.@Nullable Request request(ResultSet row) throws SQLException {
    var id = row.getString("request_id");
    return id == null
        ? null
        : new Signing.Request(
            id, row.getString("credential_id"), row.getString("authorization_details"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
