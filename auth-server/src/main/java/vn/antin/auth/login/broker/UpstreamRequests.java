package vn.antin.auth.login.broker;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.session.SessionId;
import vn.antin.rootkey.RootKey;

/** Officials under way at upstreams. A state is spent by one statement, whoever brings it. */
@Repository
final class UpstreamRequests {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final Broker settings;
  private final InstantSource clock;

  UpstreamRequests(JdbcClient jdbc, RootKey rootKey, Broker settings, InstantSource clock) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.settings = settings;
    this.clock = clock;
  }

  /** A new request of a login in progress or of a session. */
  static UpstreamRequest create(
      String upstream, @Nullable String flow, @Nullable SessionId session) {
    return new UpstreamRequest(upstream, flow, session, random(), random());
  }

  /** Keeps a request and gives the state under which it comes back. */
  String put(UpstreamRequest request) {
    String state = random();
    byte[] hash = Digest.sha256(state);
    OffsetDateTime now = now();
    jdbc.sql(
            """
            INSERT INTO upstream_request (state_hash, upstream, flow_id, session_id, secrets,
              expires_at)
            VALUES (:state, :upstream, :flow, :session, :secrets, :expires)
            """)
        .param("state", hash)
        .param("upstream", request.upstream())
        .param("flow", request.flow())
        .param("session", request.session() == null ? null : request.session().value())
        .param(
            "secrets",
            rootKey.wrap(
                (request.nonce() + "\n" + request.verifier()).getBytes(StandardCharsets.US_ASCII),
                context(hash)))
        .param("expires", now.plus(settings.requestLifetime()))
        .update();
    return state;
  }

  /** Spends the request with this state; empty when there is none, or not any more. */
  Optional<UpstreamRequest> spend(String upstream, String state) {
    return jdbc.sql(
            """
            UPDATE upstream_request SET spent_at = :now
            WHERE state_hash = :state AND upstream = :upstream AND spent_at IS NULL
              AND expires_at > :now
            RETURNING state_hash, upstream, flow_id, session_id, secrets
            """)
        .param("now", now())
        .param("state", Digest.sha256(state))
        .param("upstream", upstream)
        .query(this::request)
        .optional();
  }

  /** Forgets what ran out; harmless on several nodes at once. */
  @Scheduled(initialDelayString = "2m", fixedDelayString = "5m")
  void clean() {
    jdbc.sql("DELETE FROM upstream_request WHERE expires_at < :now").param("now", now()).update();
  }

  private UpstreamRequest request(ResultSet row, int number) throws SQLException {
    String[] secrets =
        new String(
                rootKey.unwrap(row.getBytes("secrets"), context(row.getBytes("state_hash"))),
                StandardCharsets.US_ASCII)
            .split("\n", 2);
    UUID session = row.getObject("session_id", UUID.class);
    return new UpstreamRequest(
        row.getString("upstream"),
        row.getString("flow_id"),
        session == null ? null : new SessionId(session),
        secrets[0],
        secrets[1]);
  }

  private static String context(byte[] hash) {
    return "upstream-request:" + HexFormat.of().formatHex(hash);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
