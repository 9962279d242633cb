package vn.antin.auth.oauth2.signals;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a receiver supplies about its stream (SSF 1.0 §8.1.1). */
final class StreamReader {
  private static final int LONGEST = 2000;
  private static final int MOST_EVENTS = 100;
  private static final Set<String> SCHEMES = Set.of("https", "http");

  private StreamReader() {}

  /** Polling unless something else is asked for. */
  static Transport transport(JsonNode body) {
    JsonNode delivery = body.path("delivery");
    if (delivery.isMissingNode() || delivery.isNull()) {
      return new Transport.Poll();
    }
    return switch (delivery.path("method").asString("")) {
      case Transport.POLL -> new Transport.Poll();
      case Transport.PUSH -> new Transport.Push(endpoint(delivery), authorization(delivery));
      default -> throw Body.bad("delivery.method: expected urn:ietf:rfc:8935 or urn:ietf:rfc:8936");
    };
  }

  private static URI endpoint(JsonNode delivery) {
    String text = text(delivery, "endpoint_url");
    try {
      URI uri = URI.create(text == null ? "" : text);
      if (uri.getHost() != null
          && SCHEMES.contains(uri.getScheme())
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw Body.bad("delivery.endpoint_url: expected an https address");
    }
    throw Body.bad("delivery.endpoint_url: expected an https address");
  }

  private static Transport.@Nullable HeaderSecret authorization(JsonNode delivery) {
    String header = text(delivery, "authorization_header");
    if (header != null && header.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw Body.bad("delivery.authorization_header: expected printable ASCII");
    }
    return header == null ? null : new Transport.HeaderSecret(header);
  }

  /** Everything we have when nothing is named. */
  static List<String> requested(JsonNode body) {
    JsonNode events = body.path("events_requested");
    if (events.isMissingNode() || events.isNull()) {
      return EventType.supported();
    }
    if (!events.isArray() || events.size() > MOST_EVENTS) {
      throw Body.bad("events_requested: expected a short array");
    }
    List<String> requested = new ArrayList<>();
    for (JsonNode event : events) {
      if (!event.isString() || event.asString().length() > LONGEST) {
        throw Body.bad("events_requested: expected addresses of event types");
      }
      requested.add(event.asString());
    }
    return requested;
  }

  static @Nullable String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString() || value.asString().length() > LONGEST) {
      throw Body.bad(name + ": expected a text of at most " + LONGEST + " characters");
    }
    return value.asString();
  }

  static String required(JsonNode body, String name) {
    String text = text(body, name);
    if (text == null) {
      throw Body.bad(name + " is missing");
    }
    return text;
  }
}
