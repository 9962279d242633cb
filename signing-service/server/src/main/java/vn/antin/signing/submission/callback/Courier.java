package vn.antin.signing.submission.callback;

import static java.time.ZoneOffset.UTC;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import vn.antin.signing.engine.online.Answer;
import vn.antin.signing.engine.online.Online;

/**
 * Brings messages; a lease keeps other nodes away, and runs out when this one dies. A receiver that
 * hangs holds at most a quarter of a node's places, and no other application waits for it.
 */
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int LONGEST_PROBLEM = 200;

  private record Claimed(
      UUID id,
      UUID submission,
      String client,
      String url,
      String event,
      @Nullable UUID step,
      String requestState,
      int attempts,
      Instant createdAt) {}

  private final JdbcClient sql;
  private final WebhookKeys keys;
  private final Online online;
  private final CallbackProperties properties;
  private final String issuer;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final Map<UUID, String> carried = new ConcurrentHashMap<>();

  Courier(
      JdbcClient sql,
      WebhookKeys keys,
      Online online,
      CallbackProperties properties,
      String issuer,
      MeterRegistry meters,
      InstantSource time) {
    this.sql = sql;
    this.keys = keys;
    this.online = online;
    this.properties = properties;
    this.issuer = issuer;
    this.meters = meters;
    this.time = time;
  }

  /** Others wait for their turn on the scheduler's thread, so the work is done beside it. */
  @Scheduled(fixedDelayString = "${antin.webhooks.interval:1s}", initialDelayString = "1s")
  void look() {
    if (underWay.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("webhooks")
          .start(() -> {
            try {
              send();
            } catch (DataAccessException | TransactionException e) {
              LOG.debug("Webhooks wait for the database: {}", e.getMessage());
            } finally {
              underWay.set(false);
            }
          });
    }
  }

  private void send() {
    var claimed = claim();
    if (claimed.isEmpty()) {
      return;
    }
    var key = keys.current();
    for (var message : claimed) {
      carried.put(message.id(), message.client());
      Thread.ofVirtual()
          .name("webhook")
          .start(() -> {
            try {
              bring(message, key);
            } finally {
              carried.remove(message.id());
              look();
            }
          });
    }
  }

  @Override
  public void close() {
    online.close();
  }

  /** What is due and has a place: of each application no more than its share. */
  private List<Claimed> claim() {
    var busy = List.copyOf(carried.values());
    var free = properties.atOnce() - busy.size();
    if (free <= 0) {
      return List.of();
    }
    var now = time.instant();
    return sql.sql(
            """
            UPDATE webhook_delivery SET due_at = :lease, attempts = attempts + 1
            WHERE id IN (
              SELECT due.id FROM
                (SELECT DISTINCT client_id FROM webhook_delivery
                  WHERE state = 'due' AND due_at <= :now) AS application
                CROSS JOIN LATERAL (SELECT id, due_at FROM webhook_delivery
                  WHERE state = 'due' AND due_at <= :now
                    AND client_id = application.client_id
                  ORDER BY due_at
                  LIMIT greatest(0, :share - cardinality(
                    array_positions(:busy::text[], application.client_id)))
                  FOR UPDATE SKIP LOCKED) AS due
              ORDER BY due.due_at LIMIT :free)
            RETURNING id, submission_id, client_id, url, event, step_id, request_state, attempts,
              created_at
            """)
        .param("lease", now.plus(properties.timeout().multipliedBy(3)).atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .param("share", Math.max(1, properties.atOnce() / 4))
        .param("busy", busy.toArray(String[]::new))
        .param("free", free)
        .query((row, _) ->
            new Claimed(
                row.getObject("id", UUID.class),
                row.getObject("submission_id", UUID.class),
                row.getString("client_id"),
                row.getString("url"),
                row.getString("event"),
                row.getObject("step_id", UUID.class),
                row.getString("request_state"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private void bring(Claimed message, ECKey key) {
    try {
      var body = token(message, key).getBytes(StandardCharsets.US_ASCII);
      var answer =
          online.post(URI.create(message.url()), "application/jwt", body, "*/*", LONGEST_ANSWER);
      switch (answer) {
        case Answer.Received _ -> end(message, "delivered", null);
        case Answer.Failed(var reason) -> failed(message, reason);
        case Answer.Refused(var reason) -> end(message, "dead", reason);
      }
    } catch (JOSEException | RuntimeException e) {
      LOG.warn("A webhook could not be brought: {}", e.toString());
    }
  }

  @SuppressWarnings("JavaUtilDate") // Nimbus' claims builder takes no other type.
  private String token(Claimed message, ECKey key) throws JOSEException {
    var request = new LinkedHashMap<String, Object>();
    request.put("id", message.submission().toString());
    request.put("state", message.requestState());
    if (message.step() != null) {
      request.put("step", message.step().toString());
    }
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(message.client())
            .subject(message.submission().toString())
            .jwtID(message.id().toString())
            .issueTime(Date.from(time.instant()))
            .claim("event", message.event())
            .claim("event_time", message.createdAt().getEpochSecond())
            .claim("signing_request", request)
            .build();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("signing-request+jwt"))
            .keyID(key.getKeyID())
            .build();
    var token = new SignedJWT(header, claims);
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private void failed(Claimed message, String reason) {
    meters.counter("antin.webhooks.failures").increment();
    var now = time.instant();
    if (message.createdAt().plus(properties.giveUp()).isBefore(now)) {
      end(message, "dead", reason);
      return;
    }
    var exponent = Math.min(message.attempts() - 1, 10);
    var pause = properties.firstRetry().multipliedBy(1L << (2 * exponent));
    sql.sql(
            """
            UPDATE webhook_delivery SET due_at = :due, problem = :problem
            WHERE id = :id AND state = 'due'
            """)
        .param(
            "due",
            now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).atOffset(UTC))
        .param("problem", shortened(reason))
        .param("id", message.id())
        .update();
  }

  private void end(Claimed message, String state, @Nullable String problem) {
    sql.sql(
            """
            UPDATE webhook_delivery SET state = :state, ended_at = :now, problem = :problem
            WHERE id = :id AND state = 'due'
            """)
        .param("state", state)
        .param("now", time.instant().atOffset(UTC))
        .param("problem", problem == null ? null : shortened(problem))
        .param("id", message.id())
        .update();
  }

  private static String shortened(String reason) {
    return reason.length() > LONGEST_PROBLEM ? reason.substring(0, LONGEST_PROBLEM) : reason;
  }
}
