package vn.antin.auth.oauth2.signals;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.outbox.Message;
import vn.antin.auth.outbox.Outbox;
import vn.antin.auth.web.House;

/** Makes events (RFC 8417 §2.2) in the caller's transaction, and sees that they leave. */
@Component
final class SignalEvents {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int ALL = 100_000;

  private final EventTable table;
  private final Outbox outbox;
  private final JsonMapper json;
  private final String issuer;
  private final InstantSource clock;

  SignalEvents(EventTable table, Outbox outbox, JsonMapper json, House house, InstantSource clock) {
    this.table = table;
    this.outbox = outbox;
    this.json = json;
    this.issuer = house.issuer().toString();
    this.clock = clock;
  }

  /**
   * @param subject the {@code sub_id}
   * @param about the official; null for events about the stream
   * @param leaving whether it tells that the official may not log in any more
   */
  void make(
      SignalStream stream,
      String type,
      Map<String, Object> subject,
      Map<String, Object> event,
      @Nullable AccountId about,
      boolean leaving) {
    UUID jti = UUID.randomUUID();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", stream.clientId());
    claims.put("iat", clock.instant().getEpochSecond());
    claims.put("jti", jti.toString());
    claims.put("sub_id", subject);
    claims.put("events", Map.of(type, event));
    table.insert(new EventTable.Event(jti, stream.id(), json.writeValueAsString(claims)), about);
    if (stream.status() == SignalStream.Status.ENABLED) {
      send(stream, jti, leaving && about != null ? about.toString() : null);
    }
  }

  /** Sends what was held while the stream was paused or polled. */
  void sendHeld(SignalStream stream) {
    table.waiting(stream.id(), ALL).forEach(event -> send(stream, event.jti(), null));
  }

  private void send(SignalStream stream, UUID jti, @Nullable String leaver) {
    if (stream.transport() instanceof Transport.Push) {
      outbox.put(new Message(SignalDelivery.KIND, stream.id(), jti.toString(), null, leaver));
    }
  }

  @Scheduled(initialDelayString = "PT8M", fixedDelayString = "PT1H")
  void forgetOld() {
    table.removeOlderThan(KEPT);
  }
}
