package vn.antin.signing.csc;

import static java.time.ZoneOffset.UTC;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.people.OfficialId;

/** Rows of calls that are answered later. */
final class LaterRepository {
  private final JdbcClient sql;
  private final RootKey rootKey;

  LaterRepository(JdbcClient sql, RootKey rootKey) {
    this.sql = sql;
    this.rootKey = rootKey;
  }

  /** A message that an answer is there. */
  record Message(UUID id, URI address, int told) {}

  void add(LaterCall.Open call) {
    var official = call.official();
    var address = call.responseUri();
    sql.sql(
            """
            INSERT INTO csc_later (id, client_id, official_id, bound, grant_id, method, call, token,
              response_uri, created_at, expires_at)
            VALUES (:id, :client, :official, :bound, :grant, :method, :call, :token, :address,
              :now, :expiry)
            ON CONFLICT (id) DO NOTHING
            """)
        .param("id", call.id())
        .param("client", call.clientId())
        .param("official", official == null ? null : official.value())
        .param("bound", call.bound())
        .param("grant", call.grant())
        .param("method", call.method())
        .param("call", wrapped(call.id(), "call", call.call()))
        .param("token", wrapped(call.id(), "token", call.token()))
        .param("address", address == null ? null : address.toString())
        .param("now", call.createdAt().atOffset(UTC))
        .param("expiry", call.expiresAt().atOffset(UTC))
        .update();
  }

  int open(String clientId, Instant now) {
    return sql.sql(
            """
            SELECT count(*) FROM csc_later
            WHERE client_id = :client AND status IS NULL AND expires_at > :now
            """)
        .param("client", clientId)
        .param("now", now.atOffset(UTC))
        .query(Integer.class)
        .single();
  }

  /** Takes the oldest that nobody works on; the lease runs out when its node dies. */
  Optional<LaterCall.Open> take(Instant now, Instant lease) {
    return sql.sql(
            """
            UPDATE csc_later SET lease_until = :lease, attempts = attempts + 1
            WHERE id = (SELECT id FROM csc_later
              WHERE status IS NULL AND expires_at > :now
                AND (lease_until IS NULL OR lease_until < :now)
              ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, client_id, official_id, bound, grant_id, method, call, token, attempts,
              response_uri, created_at, expires_at
            """)
        .param("lease", lease.atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .query(this::open)
        .optional();
  }

  private LaterCall.Open open(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var official = row.getObject("official_id", UUID.class);
    var address = row.getString("response_uri");
    return new LaterCall.Open(
        id,
        row.getString("client_id"),
        official == null ? null : new OfficialId(official),
        row.getString("bound"),
        row.getObject("grant_id", UUID.class),
        row.getString("method"),
        unwrapped(id, "call", row.getBytes("call")),
        unwrapped(id, "token", row.getBytes("token")),
        row.getInt("attempts") - 1,
        address == null ? null : URI.create(address),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  /** Keeps the answer; what was asked and the token are not needed any more. */
  void answered(LaterCall.Answered answer, Instant now) {
    sql.sql(
            """
            UPDATE csc_later SET status = :status, answer = :answer, call = NULL, token = NULL,
              lease_until = NULL, tell_at = CASE WHEN response_uri IS NOT NULL THEN :now END
            WHERE id = :id AND status IS NULL
            """)
        .param("status", answer.status())
        .param("answer", wrapped(answer.id(), "answer", answer.body()))
        .param("now", now.atOffset(UTC))
        .param("id", answer.id())
        .update();
  }

  /** To be begun again then. */
  void postponed(UUID id, Instant until) {
    sql.sql("UPDATE csc_later SET lease_until = :until WHERE id = :id AND status IS NULL")
        .param("until", until.atOffset(UTC))
        .param("id", id)
        .update();
  }

  /** For the same system, official and key, while it is kept. */
  Optional<LaterCall> find(UUID id, SigningRight.Asker asker, Instant now) {
    var official = asker.official();
    return sql.sql(
            """
            SELECT id, status, answer FROM csc_later
            WHERE id = :id AND client_id = :client
              AND official_id IS NOT DISTINCT FROM CAST(:official AS uuid) AND expires_at > :now
              AND bound IN ('', :bound)
            """)
        .param("id", id)
        .param("client", asker.clientId())
        .param("bound", asker.bound())
        .param("official", official == null ? null : official.value())
        .param("now", now.atOffset(UTC))
        .query((row, _) -> {
          var answer = row.getBytes("answer");
          return answer == null
              ? (LaterCall) new LaterCall.Waiting(id)
              : new LaterCall.Answered(id, row.getInt("status"), unwrapped(id, "answer", answer));
        })
        .optional();
  }

  /** The next message; it is due again, ever later, unless it is told. */
  Optional<Message> nextMessage(Instant now) {
    return sql.sql(
            """
            UPDATE csc_later SET told = told + 1,
              tell_at = CAST(:now AS timestamptz) + interval '10 seconds' * power(4, told)
            WHERE id = (SELECT id FROM csc_later WHERE tell_at <= :now
              ORDER BY tell_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, response_uri, told
            """)
        .param("now", now.atOffset(UTC))
        .query((row, _) ->
            new Message(
                row.getObject("id", UUID.class),
                URI.create(row.getString("response_uri")),
                row.getInt("told")))
        .optional();
  }

  void told(UUID id) {
    sql.sql("UPDATE csc_later SET tell_at = NULL WHERE id = :id").param("id", id).update();
  }

  void forgetOld(Instant now) {
    sql.sql("DELETE FROM csc_later WHERE expires_at <= :now")
        .param("now", now.atOffset(UTC))
        .update();
  }

  private byte[] wrapped(UUID id, String what, String text) {
    return rootKey.wrap(text.getBytes(StandardCharsets.UTF_8), context(id, what));
  }

  private String unwrapped(UUID id, String what, byte[] blob) {
    return new String(rootKey.unwrap(blob, context(id, what)), StandardCharsets.UTF_8);
  }

  private static String context(UUID id, String what) {
    return "csc-later-" + what + ":" + id;
  }
}
