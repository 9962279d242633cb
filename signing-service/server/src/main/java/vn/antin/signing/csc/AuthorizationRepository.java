package vn.antin.signing.csc;

import static java.time.ZoneOffset.UTC;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.bind.Confirmation;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.people.OfficialId;

/** Rows of authorizations and of the activation data given out for them. */
final class AuthorizationRepository {
  private static final String COLUMNS =
      """
      SELECT csc_authorization.id, client_id, official_id, credential_id, hash_algorithm, hashes,
        state, question, token, poll_interval, expires_at
      FROM csc_authorization
      """;

  private final JdbcClient sql;
  private final RootKey rootKey;

  AuthorizationRepository(JdbcClient sql, RootKey rootKey) {
    this.sql = sql;
    this.rootKey = rootKey;
  }

  void add(Authorization asked, String handle, Instant now) {
    sql.sql(
            """
            INSERT INTO csc_authorization (id, handle_sha256, client_id, official_id, credential_id,
              hash_algorithm, hashes, state, question, poll_interval, next_poll_at, created_at,
              expires_at)
            VALUES (:id, :handle, :client, :official, :credential, :algorithm, :hashes, 'waiting',
              :question, :interval, :now, :now, :expiry)
            """)
        .param("id", asked.id())
        .param("handle", EndedTokens.hash(handle))
        .param("client", asked.clientId())
        .param("official", asked.official().value())
        .param("credential", asked.credential().value())
        .param("algorithm", asked.hashAlgorithm())
        .param("hashes", asked.hashes().toArray(byte[][]::new))
        .param("question", wrapped(asked.id(), "question", asked.question()))
        .param("interval", asked.interval().toSeconds())
        .param("now", now.atOffset(UTC))
        .param("expiry", asked.expiresAt().atOffset(UTC))
        .update();
  }

  int waiting(String clientId, Instant now) {
    return sql.sql(
            """
            SELECT count(*) FROM csc_authorization
            WHERE client_id = :client AND state = 'waiting' AND expires_at > :now
            """)
        .param("client", clientId)
        .param("now", now.atOffset(UTC))
        .query(Integer.class)
        .single();
  }

  Optional<Authorization> byHandle(String handle, String clientId) {
    return sql.sql(COLUMNS + "WHERE handle_sha256 = :handle AND client_id = :client")
        .param("handle", EndedTokens.hash(handle))
        .param("client", clientId)
        .query(this::authorization)
        .optional();
  }

  Optional<Authorization> find(UUID id) {
    return sql.sql(COLUMNS + "WHERE id = :id")
        .param("id", id)
        .query(this::authorization)
        .optional();
  }

  /**
   * By activation data that has not been replaced or revoked.
   *
   * @param confirmation of the token that the caller owns; data given out for a token that served
   *     any bearer are good with every token of the system
   */
  Optional<Authorization> bySad(String sad, String clientId, Confirmation confirmation) {
    return given(sad, clientId, "AND confirmation IN ('', :confirmation)", confirmation.text());
  }

  /** The same, whatever it was given out for. */
  Optional<Authorization> bySad(String sad, String clientId) {
    return given(sad, clientId, "", "");
  }

  private Optional<Authorization> given(
      String sad, String clientId, String condition, String confirmation) {
    return sql.sql(
            COLUMNS
                + """
                JOIN csc_sad ON csc_sad.authorization_id = csc_authorization.id
                WHERE sad_sha256 = :sad AND ended_at IS NULL AND client_id = :client
                """
                + condition)
        .param("sad", EndedTokens.hash(sad))
        .param("confirmation", confirmation)
        .param("client", clientId)
        .query(this::authorization)
        .optional();
  }

  /** Takes the next turn at asking auth-server; one caller gets it. */
  boolean turn(Authorization asked, Duration interval, Instant now) {
    return sql.sql(
                """
                UPDATE csc_authorization SET next_poll_at = :next, poll_interval = :interval
                WHERE id = :id AND state = 'waiting' AND next_poll_at <= :now
                """)
            .param("next", now.plus(interval).atOffset(UTC))
            .param("interval", interval.toSeconds())
            .param("id", asked.id())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** Puts the turns further apart. */
  void slower(Authorization asked, Duration interval, Instant now) {
    sql.sql(
            """
            UPDATE csc_authorization SET next_poll_at = :next, poll_interval = :interval
            WHERE id = :id AND state = 'waiting'
            """)
        .param("next", now.plus(interval).atOffset(UTC))
        .param("interval", interval.toSeconds())
        .param("id", asked.id())
        .update();
  }

  boolean approved(Authorization asked, String token, Instant expiresAt) {
    return sql.sql(
                """
                UPDATE csc_authorization SET state = 'approved', token = :token,
                  expires_at = :expiry
                WHERE id = :id AND state = 'waiting'
                """)
            .param("token", wrapped(asked.id(), "token", token))
            .param("expiry", expiresAt.atOffset(UTC))
            .param("id", asked.id())
            .update()
        == 1;
  }

  boolean ended(Authorization asked, Authorization.State state) {
    return sql.sql(
                """
                UPDATE csc_authorization SET state = :state WHERE id = :id AND state = 'waiting'
                """)
            .param("state", state.name().toLowerCase(Locale.ROOT))
            .param("id", asked.id())
            .update()
        == 1;
  }

  /** Gives out activation data; what was given out before for the same approval ends. */
  void give(Authorization approved, String sad, Confirmation confirmation, Instant now) {
    end(approved.id(), now);
    sql.sql(
            """
            INSERT INTO csc_sad (sad_sha256, authorization_id, confirmation, created_at)
            VALUES (:sad, :id, :confirmation, :now)
            """)
        .param("sad", EndedTokens.hash(sad))
        .param("id", approved.id())
        .param("confirmation", confirmation.text())
        .param("now", now.atOffset(UTC))
        .update();
  }

  void end(UUID authorization, Instant now) {
    sql.sql(
            """
            UPDATE csc_sad SET ended_at = :now WHERE authorization_id = :id AND ended_at IS NULL
            """)
        .param("id", authorization)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** Forgets the approval for good. */
  void revoke(UUID authorization, Instant now) {
    sql.sql("UPDATE csc_authorization SET state = 'expired', token = NULL WHERE id = :id")
        .param("id", authorization)
        .update();
    end(authorization, now);
  }

  /**
   * Keeps two callers from giving out activation data of the same approval together; false when it
   * is none any more.
   */
  boolean lock(Authorization approved) {
    return sql.sql(
            "SELECT id FROM csc_authorization WHERE id = :id AND state = 'approved' FOR UPDATE")
        .param("id", approved.id())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** What ended a day ago is of no use to anybody. */
  void forgetOld(Instant now) {
    sql.sql("DELETE FROM csc_authorization WHERE expires_at < :past")
        .param("past", now.minus(Duration.ofDays(1)).atOffset(UTC))
        .update();
  }

  private Authorization authorization(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var token = row.getBytes("token");
    return new Authorization(
        id,
        row.getString("client_id"),
        new OfficialId(row.getObject("official_id", UUID.class)),
        new CredentialId(row.getObject("credential_id", UUID.class)),
        row.getString("hash_algorithm"),
        List.of((byte[][]) row.getArray("hashes").getArray()),
        Authorization.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        unwrapped(id, "question", row.getBytes("question")),
        token == null ? null : unwrapped(id, "token", token),
        Duration.ofSeconds(row.getInt("poll_interval")),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private byte[] wrapped(UUID id, String what, String secret) {
    return rootKey.wrap(secret.getBytes(StandardCharsets.UTF_8), context(id, what));
  }

  private String unwrapped(UUID id, String what, byte[] blob) {
    return new String(rootKey.unwrap(blob, context(id, what)), StandardCharsets.UTF_8);
  }

  private static String context(UUID id, String what) {
    return "csc-authorization-" + what + ":" + id;
  }
}
