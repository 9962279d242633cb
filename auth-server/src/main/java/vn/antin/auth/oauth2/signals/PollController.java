package vn.antin.auth.oauth2.signals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.oauth2.client.Client;

/** Hands events to receivers that come for them (RFC 8936). */
@RestController
final class PollController {
  private static final Logger LOG = LoggerFactory.getLogger(PollController.class);
  private static final int MOST = 100;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private final Receiver receivers;
  private final EventTable events;
  private final SignalTokens tokens;
  private final PollBell bell;
  private final Body bodies;

  PollController(
      Receiver receivers, EventTable events, SignalTokens tokens, PollBell bell, Body bodies) {
    this.receivers = receivers;
    this.events = events;
    this.tokens = tokens;
    this.bell = bell;
    this.bodies = bodies;
  }

  @PostMapping(Endpoints.POLL + "{id}")
  ResponseEntity<Map<String, Object>> poll(
      @AuthenticationPrincipal Jwt token, @PathVariable String id, HttpServletRequest request)
      throws IOException, InterruptedException {
    SignalStream stream = receivers.stream(token, id);
    Client receiver = receivers.of(token);
    JsonNode body = bodies.read(request);
    acknowledge(stream, body);
    int most = body.has("maxEvents") ? Math.clamp(body.path("maxEvents").asInt(0), 0, MOST) : MOST;
    boolean wait = most > 0 && !body.path("returnImmediately").asBoolean(false);
    List<EventTable.Event> found = find(stream, most, wait);
    Map<String, String> sets = new LinkedHashMap<>();
    found.stream()
        .limit(most)
        .forEach(event -> sets.put(event.jti().toString(), tokens.sign(event, receiver)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sets", sets);
    if (found.size() > most) {
      answer.put("moreAvailable", true);
    }
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
  }

  /** What the receiver has taken, and what it could not use (§2.2, §2.4): both are over. */
  private void acknowledge(SignalStream stream, JsonNode body) {
    List<UUID> over = new ArrayList<>();
    body.path("ack").forEach(jti -> add(over, jti.asString("")));
    body.path("setErrs")
        .properties()
        .forEach(refused -> {
          add(over, refused.getKey());
          LOG.warn(
              "security event refused by the receiver of stream {}: {}",
              stream.id(),
              refused.getValue().path("err").asString("").replaceAll("[^a-z_]", ""));
        });
    if (!over.isEmpty()) {
      events.remove(stream.id(), over);
    }
  }

  private static void add(List<UUID> all, String jti) {
    try {
      all.add(UUID.fromString(jti));
    } catch (IllegalArgumentException e) {
      throw Body.bad("ack, setErrs: expected identifiers of events");
    }
  }

  /** One more than asked for tells that there is more. */
  private List<EventTable.Event> find(SignalStream stream, int most, boolean wait)
      throws InterruptedException {
    if (stream.status() != SignalStream.Status.ENABLED
        || !(stream.transport() instanceof Transport.Poll)) {
      return List.of();
    }
    long heard = bell.heard();
    List<EventTable.Event> found = events.waiting(stream.id(), most + 1);
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (wait && found.isEmpty() && System.nanoTime() < end) {
      heard = bell.await(heard, Duration.ofNanos(end - System.nanoTime()));
      found = events.waiting(stream.id(), most + 1);
    }
    return found;
  }
}
