package vn.antin.auth.oauth2.signals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/** Creates, reads, changes and deletes streams (SSF 1.0 §8.1.1). */
@RestController
final class StreamsController {
  private static final int MOST_PER_RECEIVER = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Receiver receivers;
  private final StreamTable streams;
  private final StreamForm form;
  private final SignalEvents events;
  private final Body bodies;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  StreamsController(
      Receiver receivers,
      StreamTable streams,
      StreamForm form,
      SignalEvents events,
      Body bodies,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.receivers = receivers;
    this.streams = streams;
    this.form = form;
    this.events = events;
    this.bodies = bodies;
    this.audit = audit;
    this.transaction = transaction;
  }

  @PostMapping(Endpoints.CONFIGURATION)
  ResponseEntity<Map<String, Object>> create(
      @AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
    String client = receivers.of(token).id();
    JsonNode body = bodies.read(request);
    SignalStream stream =
        new SignalStream(
            newId(),
            client,
            StreamReader.transport(body),
            StreamReader.requested(body),
            StreamReader.text(body, "description"),
            SignalStream.Status.ENABLED,
            null);
    transaction.executeWithoutResult(status -> {
      if (!streams.insert(stream, MOST_PER_RECEIVER)) {
        throw new ResponseStatusException(
            HttpStatus.CONFLICT, "the receiver has as many streams as it may have");
      }
      record("signals.stream-created", stream);
    });
    return answer(HttpStatus.CREATED, form.of(stream));
  }

  /** One stream, or the list of the receiver's streams when none is named. */
  @GetMapping(Endpoints.CONFIGURATION)
  ResponseEntity<Object> read(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(name = "stream_id", required = false) @Nullable String id) {
    if (id != null) {
      return answer(HttpStatus.OK, form.of(receivers.stream(token, id)));
    }
    List<Map<String, Object>> all =
        streams.of(receivers.of(token).id()).stream().map(form::of).toList();
    return answer(HttpStatus.OK, all);
  }

  @PatchMapping(Endpoints.CONFIGURATION)
  ResponseEntity<Map<String, Object>> update(
      @AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
    JsonNode body = bodies.read(request);
    SignalStream old = receivers.stream(token, StreamReader.required(body, "stream_id"));
    return change(
        body,
        old,
        old.with(
            body.has("delivery") ? StreamReader.transport(body) : old.transport(),
            body.has("events_requested") ? StreamReader.requested(body) : old.requested(),
            body.has("description") ? StreamReader.text(body, "description") : old.description()));
  }

  @PutMapping(Endpoints.CONFIGURATION)
  ResponseEntity<Map<String, Object>> replace(
      @AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
    JsonNode body = bodies.read(request);
    SignalStream old = receivers.stream(token, StreamReader.required(body, "stream_id"));
    return change(
        body,
        old,
        old.with(
            StreamReader.transport(body),
            StreamReader.requested(body),
            StreamReader.text(body, "description")));
  }

  private ResponseEntity<Map<String, Object>> change(
      JsonNode body, SignalStream old, SignalStream wanted) {
    form.requireOurs(body, old);
    transaction.executeWithoutResult(status -> {
      streams.update(wanted);
      if (old.transport() instanceof Transport.Poll
          && wanted.status() == SignalStream.Status.ENABLED) {
        events.sendHeld(wanted);
      }
      record("signals.stream-changed", wanted);
    });
    return answer(HttpStatus.OK, form.of(wanted));
  }

  @DeleteMapping(Endpoints.CONFIGURATION)
  ResponseEntity<Void> delete(
      @AuthenticationPrincipal Jwt token, @RequestParam("stream_id") String id) {
    SignalStream stream = receivers.stream(token, id);
    transaction.executeWithoutResult(status -> {
      if (streams.delete(id, stream.clientId())) {
        record("signals.stream-deleted", stream);
      }
    });
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }

  private void record(String type, SignalStream stream) {
    audit.append(
        new AuditEvent(
            type,
            stream.clientId(),
            stream.id(),
            Map.of("events", String.join(" ", EventType.known(stream.requested()))),
            Map.of()));
  }

  private static String newId() {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static <T> ResponseEntity<T> answer(HttpStatus status, T body) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
  }
}
