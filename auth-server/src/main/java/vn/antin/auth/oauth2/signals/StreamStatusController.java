package vn.antin.auth.oauth2.signals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Pauses and resumes streams and tries them out (SSF 1.0 §8.1.2, §8.1.4). */
@RestController
final class StreamStatusController {
  private final Receiver receivers;
  private final StreamTable streams;
  private final EventTable held;
  private final SignalEvents events;
  private final Body bodies;
  private final TransactionTemplate transaction;

  StreamStatusController(
      Receiver receivers,
      StreamTable streams,
      EventTable held,
      SignalEvents events,
      Body bodies,
      TransactionTemplate transaction) {
    this.receivers = receivers;
    this.streams = streams;
    this.held = held;
    this.events = events;
    this.bodies = bodies;
    this.transaction = transaction;
  }

  @GetMapping(Endpoints.STATUS)
  ResponseEntity<Map<String, Object>> read(
      @AuthenticationPrincipal Jwt token, @RequestParam("stream_id") String id) {
    SignalStream stream = receivers.stream(token, id);
    return answer(id, stream.status(), stream.reason());
  }

  /** A paused stream holds its events, a disabled one has none. */
  @PostMapping(Endpoints.STATUS)
  ResponseEntity<Map<String, Object>> update(
      @AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
    JsonNode body = bodies.read(request);
    SignalStream stream = receivers.stream(token, StreamReader.required(body, "stream_id"));
    String reason = StreamReader.text(body, "reason");
    SignalStream.Status wanted =
        switch (StreamReader.required(body, "status")) {
          case "enabled" -> SignalStream.Status.ENABLED;
          case "paused" -> SignalStream.Status.PAUSED;
          case "disabled" -> SignalStream.Status.DISABLED;
          default -> throw Body.bad("status: expected enabled, paused or disabled");
        };
    transaction.executeWithoutResult(status -> {
      streams.setStatus(stream, wanted, reason);
      if (wanted == SignalStream.Status.DISABLED) {
        held.removeAll(stream.id());
      } else if (wanted == SignalStream.Status.ENABLED && stream.status() != wanted) {
        events.sendHeld(stream);
      }
    });
    return answer(stream.id(), wanted, reason);
  }

  @PostMapping(Endpoints.VERIFY)
  ResponseEntity<Void> verify(@AuthenticationPrincipal Jwt token, HttpServletRequest request)
      throws IOException {
    JsonNode body = bodies.read(request);
    SignalStream stream = receivers.stream(token, StreamReader.required(body, "stream_id"));
    String state = StreamReader.text(body, "state");
    transaction.executeWithoutResult(status -> {
      if (!streams.mayVerify(stream, StreamForm.VERIFICATION_SECONDS)) {
        throw new ResponseStatusException(
            HttpStatus.TOO_MANY_REQUESTS, "see min_verification_interval");
      }
      if (stream.status() != SignalStream.Status.DISABLED) {
        events.make(
            stream,
            EventType.VERIFICATION,
            Map.of("format", "opaque", "id", stream.id()),
            state == null ? Map.of() : Map.of("state", state),
            null,
            false);
      }
    });
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }

  private static ResponseEntity<Map<String, Object>> answer(
      String id, SignalStream.Status status, @Nullable String reason) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("stream_id", id);
    body.put("status", status.text());
    if (reason != null) {
      body.put("reason", reason);
    }
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
