package vn.antin.auth.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.ApprovalDemand;
import vn.antin.auth.oauth2.SignatureQuestion;
import vn.antin.auth.session.SessionId;

/** Rows of {@code approval}. Each change is one conditional statement. */
@Repository
class ApprovalRepository {
  private final JdbcClient jdbc;

  ApprovalRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Opens the question, or prolongs it when it is open already. */
  UUID ask(ApprovalDemand demand, Instant now, Instant expiresAt) {
    return jdbc.sql(
            """
            INSERT INTO approval (id, session_id, account_id, client_id, client_name,
                request_digest, return_to, details, asked_at, expires_at)
            VALUES (:id, :session, :account, :client, :clientName,
                :digest, :returnTo, :details, :now, :expires)
            ON CONFLICT (session_id, request_digest) WHERE decision IS NULL
            DO UPDATE SET expires_at = excluded.expires_at
            RETURNING id
            """)
        .param("id", UUID.randomUUID())
        .param("session", demand.session().id().value())
        .param("account", demand.session().account().value())
        .param("client", demand.clientId())
        .param("clientName", demand.clientName())
        .param("digest", demand.requestDigest())
        .param("returnTo", demand.returnTo())
        .param("details", demand.asked())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .single();
  }

  /**
   * Opens what was asked apart from the browser, for this session; as long as it can be answered.
   */
  UUID ask(SignatureQuestion question, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO approval (id, session_id, account_id, client_id, client_name,
                request_digest, return_to, details, asked_at, expires_at, question_id,
                binding_message)
            VALUES (:id, :session, :account, :client, :clientName,
                :digest, :returnTo, :details, :now, :expires, :question, :message)
            ON CONFLICT (session_id, request_digest) WHERE decision IS NULL
            DO UPDATE SET expires_at = excluded.expires_at
            RETURNING id
            """)
        .param("id", UUID.randomUUID())
        .param("session", question.session().id().value())
        .param("account", question.session().account().value())
        .param("client", question.clientId())
        .param("clientName", question.clientName())
        .param("digest", "question:" + question.id())
        .param("returnTo", question.returnTo())
        .param("details", question.asked())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("expires", question.expiresAt().atOffset(ZoneOffset.UTC))
        .param("question", question.id())
        .param("message", question.bindingMessage())
        .query(UUID.class)
        .single();
  }

  /** Takes the approval of this question away, so that it counts once, while its grant is good. */
  Optional<UUID> collect(UUID question, Instant now) {
    return jdbc.sql(
            """
            UPDATE approval a SET consumed_at = :now FROM signing_grant g
            WHERE a.question_id = :question AND a.decision = 'approved' AND a.consumed_at IS NULL
              AND g.approval_id = a.id AND g.revoked_at IS NULL AND g.expires_at > :now
            RETURNING a.id
            """)
        .param("question", question)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .optional();
  }

  /** Takes a fresh decision on this question away, so that it counts once. */
  Optional<Consumed> consume(ApprovalDemand demand, Instant now, Instant notBefore) {
    return jdbc.sql(
            """
            UPDATE approval a SET consumed_at = :now
            WHERE a.consumed_at IS NULL AND a.id = (
              SELECT b.id FROM approval b
              WHERE b.session_id = :session AND b.request_digest = :digest
                AND b.account_id = :account
                AND b.decision IS NOT NULL AND b.consumed_at IS NULL AND b.decided_at > :notBefore
              ORDER BY b.decided_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING a.id, a.decision
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("session", demand.session().id().value())
        .param("digest", demand.requestDigest())
        .param("account", demand.session().account().value())
        .param("notBefore", notBefore.atOffset(ZoneOffset.UTC))
        .query(
            (row, i) -> new Consumed(row.getObject(1, UUID.class), Decision.of(row.getString(2))))
        .optional();
  }

  Optional<Approval> find(UUID id, SessionId session) {
    return jdbc.sql(
            """
            SELECT id, session_id, account_id, client_id, client_name, return_to, details,
                expires_at, decision, question_id, binding_message
            FROM approval WHERE id = :id AND session_id = :session
            """)
        .param("id", id)
        .param("session", session.value())
        .query(ApprovalRepository::approval)
        .optional();
  }

  /** True when this call decided; false when somebody else did before, or the time was over. */
  boolean decide(UUID id, SessionId session, Decision decision, Instant now) {
    return jdbc.sql(
                """
                UPDATE approval SET decision = :decision, decided_at = :now
                WHERE id = :id AND session_id = :session AND decision IS NULL AND expires_at > :now
                """)
            .param("decision", decision.column())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("id", id)
            .param("session", session.value())
            .update()
        == 1;
  }

  /** Removes questions nobody answered. */
  int forgetUnanswered(Instant before) {
    return jdbc.sql("DELETE FROM approval WHERE decision IS NULL AND expires_at < :before")
        .param("before", before.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Approval approval(ResultSet row, int index) throws SQLException {
    @Nullable String decision = row.getString("decision");
    return new Approval(
        row.getObject("id", UUID.class),
        new SessionId(row.getObject("session_id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("client_id"),
        row.getString("client_name"),
        row.getString("return_to"),
        row.getString("details"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        decision == null ? null : Decision.of(decision),
        row.getObject("question_id", UUID.class),
        row.getString("binding_message"));
  }

  record Consumed(UUID approvalId, Decision decision) {}
}
