package vn.antin.auth.approval;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows of {@code grant_draft}: for each open question at most one, which a passkey is asked for.
 */
@Repository
class GrantDraftRepository {
  private final JdbcClient jdbc;

  GrantDraftRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps it in place of the one before, whose challenge is void then. */
  void keep(UUID approvalId, GrantDraft draft, Instant until) {
    jdbc.sql(
            """
            INSERT INTO grant_draft (approval_id, grant_id, random, grant_expires_at, expires_at)
            VALUES (:approval, :grant, :random, :grantExpires, :expires)
            ON CONFLICT (approval_id) DO UPDATE
            SET grant_id = excluded.grant_id, random = excluded.random,
                grant_expires_at = excluded.grant_expires_at, expires_at = excluded.expires_at
            """)
        .param("approval", approvalId)
        .param("grant", draft.id().value())
        .param("random", draft.random())
        .param("grantExpires", draft.expiresAt().atOffset(ZoneOffset.UTC))
        .param("expires", until.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Takes it away, so that its challenge is answered once; empty when there is none in time. */
  Optional<GrantDraft> take(UUID approvalId, Instant now) {
    return jdbc.sql(
            """
            DELETE FROM grant_draft WHERE approval_id = :approval AND expires_at > :now
            RETURNING grant_id, random, grant_expires_at
            """)
        .param("approval", approvalId)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, i) ->
            new GrantDraft(
                new GrantId(row.getObject(1, UUID.class)),
                row.getBytes(2),
                row.getObject(3, OffsetDateTime.class).toInstant()))
        .optional();
  }
}
