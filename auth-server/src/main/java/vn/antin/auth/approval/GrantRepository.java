package vn.antin.auth.approval;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.approval.asked.DocumentDigest;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.confirmation.Confirmation;
import vn.antin.auth.login.factor.PasskeyAssertions.Assertion;
import vn.antin.auth.oauth2.Ruling;

/** Rows of {@code signing_grant} with their hashes and evidence. */
@Repository
class GrantRepository {
  private final JdbcClient jdbc;

  GrantRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Keeps the grant.
   *
   * @param answer what the application is told in its own words; null when that is the normal form
   */
  void insert(
      Approval approval, Grant grant, @Nullable String answer, Evidence evidence, Instant now) {
    SignatureDetails details = grant.details();
    jdbc.sql(
            """
            INSERT INTO signing_grant (id, approval_id, account_id, session_id, client_id,
                credential_id, request_id, hash_type, hash_algorithm, parameters_digest, details,
                answer, created_at, expires_at)
            VALUES (:id, :approval, :account, :session, :client,
                :credential, :request, :hashType, :algorithm, :parameters, :details,
                :answer, :now, :expires)
            """)
        .param("id", grant.id().value())
        .param("approval", approval.id())
        .param("account", grant.official().value())
        .param("session", approval.session().value())
        .param("client", grant.clientId())
        .param("credential", details.credentialId())
        .param(
            "request", details.source() == null ? null : details.source().requestId(), Types.OTHER)
        .param("hashType", details.hashes().type().name())
        .param("algorithm", details.hashes().algorithm().oid())
        .param(
            "parameters",
            details.source() == null ? null : details.source().parametersDigest().bytes(),
            Types.BINARY)
        .param("details", details.normalForm())
        .param("answer", answer, Types.VARCHAR)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("expires", grant.expiresAt().atOffset(ZoneOffset.UTC))
        .update();
    insertHashes(grant.id(), details.hashes().documents());
    insertEvidence(grant.id(), evidence, now);
  }

  private void insertEvidence(GrantId grant, Evidence evidence, Instant now) {
    Confirmation confirmation = evidence.confirmation();
    @Nullable Assertion assertion =
        confirmation instanceof Confirmation.ByPasskey(var signed) ? signed : null;
    jdbc.sql(
            """
            INSERT INTO signing_grant_evidence (grant_id, method, random, encoding, challenge, at,
                passkey_id, passkey, authenticator_data, client_data, assertion)
            VALUES (:grant, :method, :random, :encoding, :challenge, :now,
                :passkeyId, :passkey, :authenticatorData, :clientData, :assertion)
            """)
        .param("grant", grant.value())
        .param("method", confirmation.method())
        .param("random", evidence.random())
        .param("encoding", evidence.encoding())
        .param("challenge", evidence.challenge().bytes())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("passkeyId", assertion == null ? null : assertion.passkey())
        .param("passkey", assertion == null ? null : assertion.attested())
        .param("authenticatorData", assertion == null ? null : assertion.authenticatorData())
        .param("clientData", assertion == null ? null : assertion.clientDataJson())
        .param("assertion", assertion == null ? null : assertion.signature())
        .update();
  }

  private void insertHashes(GrantId grant, List<DocumentDigest> documents) {
    jdbc.sql(
            """
            INSERT INTO signing_grant_hash (grant_id, ordinal, hash, label)
            SELECT :grant, row.ordinal, row.hash, row.label
            FROM unnest(:hashes::bytea[], :labels::text[]) WITH ORDINALITY
              AS row (hash, label, ordinal)
            """)
        .param("grant", grant.value())
        .param("hashes", documents.stream().map(d -> d.hash().bytes()).toArray(byte[][]::new))
        .param("labels", documents.stream().map(DocumentDigest::label).toArray(String[]::new))
        .update();
  }

  /** Marks what an official agreed to and nobody has spent in time; gives how many. */
  int revokeAll(AccountId official, String because, Instant now) {
    return jdbc.sql(
            """
            UPDATE signing_grant SET revoked_at = :now, revoked_because = :because
            WHERE account_id = :account AND revoked_at IS NULL AND expires_at > :now
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("because", because)
        .param("account", official.value())
        .update();
  }

  Ruling.Approved approved(UUID approvalId) {
    return jdbc.sql(
            """
            SELECT id, details, answer FROM signing_grant WHERE approval_id = :approval
            """)
        .param("approval", approvalId)
        .query((row, i) ->
            new Ruling.Approved(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
        .single();
  }
}
