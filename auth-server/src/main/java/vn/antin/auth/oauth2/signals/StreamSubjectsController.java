package vn.antin.auth.oauth2.signals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Adds officials to streams and takes them out (SSF 1.0 §8.1.3). The answer is the same whether
 * there is such an official or not (§9.1).
 */
@RestController
final class StreamSubjectsController {
  private final Receiver receivers;
  private final StreamTable streams;
  private final EventSubjects subjects;
  private final Body bodies;

  StreamSubjectsController(
      Receiver receivers, StreamTable streams, EventSubjects subjects, Body bodies) {
    this.receivers = receivers;
    this.streams = streams;
    this.subjects = subjects;
    this.bodies = bodies;
  }

  @PostMapping(Endpoints.ADD)
  ResponseEntity<Void> add(@AuthenticationPrincipal Jwt token, HttpServletRequest request)
      throws IOException {
    name(token, request, true);
    return answer(HttpStatus.OK);
  }

  @PostMapping(Endpoints.REMOVE)
  ResponseEntity<Void> remove(@AuthenticationPrincipal Jwt token, HttpServletRequest request)
      throws IOException {
    name(token, request, false);
    return answer(HttpStatus.NO_CONTENT);
  }

  private void name(Jwt token, HttpServletRequest request, boolean included) throws IOException {
    JsonNode body = bodies.read(request);
    SignalStream stream = receivers.stream(token, StreamReader.required(body, "stream_id"));
    JsonNode subject = body.path("subject");
    if (!subject.isObject() || StreamReader.text(subject, "format") == null) {
      throw Body.bad("subject: expected a subject identifier (RFC 9493)");
    }
    subjects
        .find(receivers.of(token), subject)
        .ifPresent(account -> streams.name(stream, account, included));
  }

  private static ResponseEntity<Void> answer(HttpStatus status) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).build();
  }
}
