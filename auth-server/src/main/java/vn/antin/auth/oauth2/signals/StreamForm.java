package vn.antin.auth.oauth2.signals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.web.House;

/** A stream as its receiver reads it (SSF 1.0 §8.1.1); the credential in it is never told. */
@Component
final class StreamForm {
  static final long VERIFICATION_SECONDS = 5;

  private static final List<String> OURS =
      List.of("iss", "aud", "events_supported", "events_delivered", "min_verification_interval");

  private final String issuer;
  private final JsonMapper json;

  StreamForm(House house, JsonMapper json) {
    this.issuer = house.issuer().toString();
    this.json = json;
  }

  Map<String, Object> of(SignalStream stream) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("stream_id", stream.id());
    form.put("iss", issuer);
    form.put("aud", stream.clientId());
    form.put("delivery", delivery(stream));
    form.put("events_supported", EventType.supported());
    form.put("events_requested", stream.requested());
    form.put("events_delivered", EventType.known(stream.requested()));
    form.put("min_verification_interval", VERIFICATION_SECONDS);
    if (stream.description() != null) {
      form.put("description", stream.description());
    }
    return form;
  }

  private Map<String, Object> delivery(SignalStream stream) {
    return switch (stream.transport()) {
      case Transport.Push push ->
          Map.of("method", Transport.PUSH, "endpoint_url", push.endpoint().toString());
      case Transport.Poll() ->
          Map.of("method", Transport.POLL, "endpoint_url", issuer + Endpoints.POLL + stream.id());
    };
  }

  /** What we supply may come back with a change, but only as it is. */
  void requireOurs(JsonNode body, SignalStream stream) {
    JsonNode expected = json.valueToTree(of(stream));
    for (String name : OURS) {
      if (body.has(name) && !same(body.path(name), expected.path(name))) {
        throw Body.bad(name + " is ours to set; expected what it is or nothing");
      }
    }
  }

  /** Arrays are sets here, and an audience of one may stand alone. */
  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isArray() && other.isArray()) {
      return one.valueStream()
          .collect(Collectors.toSet())
          .equals(other.valueStream().collect(Collectors.toSet()));
    }
    if (one.isNumber() && other.isNumber()) {
      return one.asLong() == other.asLong();
    }
    return one.equals(other) || (one.isArray() && one.size() == 1 && one.path(0).equals(other));
  }
}
