package vn.antin.auth.oauth2.token;

import java.time.LocalDate;

/**
 * Statements about one bucket. The day stands in the text as a literal, not as a parameter: so the
 * planner sees one partition, also in the generic plan of a prepared statement, instead of locking
 * all of them at every execution. A day has its own few statements in the driver's cache.
 */
enum TokenQueries {
  SPEND(
      """
      WITH spent AS (
        UPDATE token_handle SET consumed_at = :now
        WHERE bucket = $BUCKET AND hash = :hash AND kind = :kind AND consumed_at IS NULL
        RETURNING family_id, expires_at, redirect_uri, code_challenge, dpop_key),
      next AS (
        INSERT INTO token_handle (bucket, hash, kind, family_id, issued_at, expires_at)
        SELECT $BUCKET, :next, 'refresh', family.id, :now, family.ends_at
        FROM spent JOIN token_family family
          ON family.bucket = $BUCKET AND family.id = spent.family_id
        WHERE :next::bytea IS NOT NULL AND family.grant_id IS NULL)
      SELECT $FAMILY, spent.expires_at, spent.redirect_uri, spent.code_challenge,
        spent.dpop_key AS code_dpop_key, session.last_seen_at AS session_seen_at,
        coalesce($ALIVE, false) AS alive
      FROM spent
      JOIN token_family family ON family.bucket = $BUCKET AND family.id = spent.family_id
      LEFT JOIN session ON session.id = family.session_id
      LEFT JOIN account ON account.id = family.account_id
      """),
  SPENT_BEFORE(
      """
      SELECT family.bucket, family.id, family.client_id
      FROM token_handle handle
      JOIN token_family family ON family.bucket = $BUCKET AND family.id = handle.family_id
      WHERE handle.bucket = $BUCKET AND handle.hash = :hash AND handle.kind = :kind
        AND handle.consumed_at IS NOT NULL
      """),
  LIVE_FAMILY(
      """
      SELECT $FAMILY
      FROM token_family family
      JOIN session ON session.id = family.session_id
      JOIN account ON account.id = family.account_id
      WHERE family.bucket = $BUCKET AND family.id = :id AND $ALIVE
      """),
  LIVE_HANDLE(
      """
      SELECT $FAMILY, handle.issued_at, handle.expires_at
      FROM token_handle handle
      JOIN token_family family ON family.bucket = $BUCKET AND family.id = handle.family_id
      JOIN session ON session.id = family.session_id
      JOIN account ON account.id = family.account_id
      WHERE handle.bucket = $BUCKET AND handle.hash = :hash AND handle.kind = :kind
        AND handle.consumed_at IS NULL AND handle.expires_at > :now AND $ALIVE
      """),
  OWNER(
      """
      SELECT family.bucket, family.id, family.client_id
      FROM token_handle handle
      JOIN token_family family ON family.bucket = $BUCKET AND family.id = handle.family_id
      WHERE handle.bucket = $BUCKET AND handle.hash = :hash
      """),
  BIND(
      """
      UPDATE token_family SET dpop_key = :dpopKey, certificate = :certificate
      WHERE bucket = $BUCKET AND id = :id AND dpop_key IS NULL AND certificate IS NULL
      """),
  REVOKE(
      """
      UPDATE token_family SET revoked_at = :now, revoked_because = :because
      WHERE bucket = $BUCKET AND id = :id AND revoked_at IS NULL
      """);

  private static final String FAMILY =
      """
      family.bucket, family.id, family.client_id, family.account_id, family.session_id,
        family.scopes, family.nonce, family.authenticated_at, family.methods, family.assurance,
        family.grant_id, family.authorization_details, family.token_answer, family.dpop_key,
        family.certificate, family.resources, family.claims, family.ends_at\
      """;

  private static final String ALIVE =
      """
      family.revoked_at IS NULL AND family.ends_at > :now
        AND session.ended_at IS NULL AND session.expires_at > :now
        AND account.status = 'active'\
      """;

  private final String template;

  TokenQueries(String template) {
    this.template = template;
  }

  String on(LocalDate bucket) {
    return template
        .replace("$FAMILY", FAMILY)
        .replace("$ALIVE", ALIVE)
        .replace("$BUCKET", "DATE '" + bucket + "'");
  }
}
