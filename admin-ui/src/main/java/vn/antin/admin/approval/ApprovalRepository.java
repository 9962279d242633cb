package vn.antin.admin.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of approvals. */
@Repository
class ApprovalRepository {
  private static final String COLUMNS =
      """
      SELECT id, owner, page, credential_id, request_id, authorization_details, background, state,
        note, created_at, signing_at
      FROM approval
      """;

  private final JdbcClient jdbc;

  ApprovalRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Approval approval, byte[] subject, Instant expiresAt) {
    jdbc.sql(
            """
            INSERT INTO approval (id, owner, page, subject, credential_id, request_id,
              authorization_details, background, state, created_at, expires_at)
            VALUES (:id, :owner, :page, :subject, :credential, :request, :details, :background,
              'asked', :created, :expires)
            """)
        .param("id", approval.id())
        .param("owner", approval.owner())
        .param("page", approval.page())
        .param("subject", subject)
        .param("credential", approval.wanted().credentialId())
        .param("request", approval.wanted().requestId())
        .param("details", approval.wanted().authorizationDetails())
        .param("background", approval.background())
        .param("created", utc(approval.createdAt()))
        .param("expires", utc(expiresAt))
        .update();
  }

  Optional<Approval> find(UUID id, String owner, Instant now) {
    return jdbc.sql(COLUMNS + "WHERE id = :id AND owner = :owner AND expires_at > :now")
        .param("id", id)
        .param("owner", owner)
        .param("now", utc(now))
        .query(ApprovalRepository::row)
        .optional();
  }

  List<Approval> among(Collection<UUID> ids, String owner) {
    return jdbc.sql(COLUMNS + "WHERE id = ANY (:ids) AND owner = :owner")
        .param("ids", ids.toArray(UUID[]::new))
        .param("owner", owner)
        .query(ApprovalRepository::row)
        .list();
  }

  /** The official's latest, when it waits for an answer and is about just this. */
  Optional<Approval> asked(String owner, byte[] subject, Instant since) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE owner = :owner AND subject = :subject AND state = 'asked'
                  AND created_at > :since
                  AND NOT EXISTS (SELECT FROM approval AS later
                    WHERE later.owner = approval.owner AND later.background
                      AND later.created_at > approval.created_at)
                ORDER BY created_at DESC LIMIT 1
                """)
        .param("owner", owner)
        .param("subject", subject)
        .param("since", utc(since))
        .query(ApprovalRepository::row)
        .optional();
  }

  /** False when signing-service has taken another grant for it before. */
  boolean received(UUID id, byte[] wrappedGrant, Instant until) {
    return jdbc.sql(
                """
                UPDATE approval
                SET state = 'approved', note = NULL, grant_token = :grant,
                  grant_expires_at = :until
                WHERE id = :id AND state <> 'signing'
                """)
            .param("grant", wrappedGrant)
            .param("until", utc(until))
            .param("id", id)
            .update()
        == 1;
  }

  /** The grant that was received and has not run out. */
  Optional<byte[]> grant(UUID id, Instant now) {
    return jdbc.sql(
            """
            SELECT grant_token FROM approval
            WHERE id = :id AND state = 'approved' AND grant_expires_at > :now
            """)
        .param("id", id)
        .param("now", utc(now))
        .query((row, n) -> row.getBytes("grant_token"))
        .optional();
  }

  void signing(UUID id, Instant now) {
    jdbc.sql(
            """
            UPDATE approval
            SET state = 'signing', note = NULL, grant_token = NULL, signing_at = :now
            WHERE id = :id AND state <> 'signing'
            """)
        .param("now", utc(now))
        .param("id", id)
        .update();
  }

  void over(UUID id, @Nullable String note) {
    jdbc.sql(
            """
            UPDATE approval SET state = 'over', note = :note, grant_token = NULL WHERE id = :id
            """)
        .param("note", note)
        .param("id", id)
        .update();
  }

  /** Says something; nothing else changes. */
  void note(UUID id, Approval.State in, String note) {
    jdbc.sql("UPDATE approval SET note = :note WHERE id = :id AND state = :state")
        .param("note", note)
        .param("id", id)
        .param("state", in.name().toLowerCase(Locale.ROOT))
        .update();
  }

  void deleteExpired(Instant now) {
    jdbc.sql("DELETE FROM approval WHERE expires_at < :now").param("now", utc(now)).update();
  }

  private static Approval row(ResultSet row, int number) throws SQLException {
    var signingAt = row.getObject("signing_at", OffsetDateTime.class);
    return new Approval(
        row.getObject("id", UUID.class),
        row.getString("owner"),
        row.getString("page"),
        new Approval.Wanted(
            row.getString("request_id"),
            row.getString("credential_id"),
            row.getString("authorization_details")),
        row.getBoolean("background"),
        Approval.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("note"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        signingAt == null ? null : signingAt.toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
