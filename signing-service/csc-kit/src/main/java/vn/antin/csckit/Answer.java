package vn.antin.csckit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param body empty when it was no JSON object
 * @param fault why it is no JSON object, empty when it is one
 */
record Answer(int status, Map<String, @Nullable Object> body, String fault) {
  private static final Set<Integer> STATUSES =
      Set.of(200, 202, 204, 302, 400, 401, 403, 429, 500, 501, 503);

  /** Expects a status and a JSON object. */
  Answer is(int expected) {
    if (status != expected) {
      throw new Unmet("expected status " + expected + ", found " + status + " " + shortened());
    }
    if (status != 204 && !fault.isEmpty()) {
      throw new Unmet("expected a JSON object, " + fault);
    }
    return this;
  }

  /** Expects a refusal in the form of §4, whatever it is. */
  Answer refuses() {
    if (status < 400 || !STATUSES.contains(status)) {
      throw new Unmet("expected a status of refusal that §4 names, found " + status);
    }
    if (!fault.isEmpty()) {
      throw new Unmet("expected a JSON object with error, " + fault);
    }
    string("error");
    if (body.get("error_description") != null) {
      string("error_description");
    }
    return this;
  }

  /** Expects a refusal with this code. */
  Answer refuses(int expected, String error) {
    refuses();
    if (status != expected || !string("error").equals(error)) {
      throw new Unmet(
          "expected status %d and error %s, found %d and %s"
              .formatted(expected, error, status, string("error")));
    }
    return this;
  }

  /** Expects that the description begins so: clients match on it. */
  void saying(String text) {
    if (!string("error_description").startsWith(text)) {
      throw new Unmet(
          "expected error_description '%s', found '%s'"
              .formatted(text, string("error_description")));
    }
  }

  boolean has(String name) {
    return body.get(name) != null;
  }

  String string(String name) {
    return typed(body, name, String.class);
  }

  List<String> strings(String name) {
    return strings(body, name);
  }

  static List<String> strings(Map<?, ?> object, String name) {
    var values = typed(object, name, List.class);
    for (var each : values) {
      if (!(each instanceof String)) {
        throw new Unmet("expected strings in " + name + ", found " + each);
      }
    }
    @SuppressWarnings("unchecked") // looked at one by one
    var strings = (List<String>) values;
    return strings;
  }

  static <T> T typed(Map<?, ?> object, String name, Class<T> type) {
    var value = object.get(name);
    if (!type.isInstance(value)) {
      throw new Unmet(
          "expected %s %s, found %s".formatted(type.getSimpleName(), name, Json.write(value)));
    }
    return type.cast(value);
  }

  private String shortened() {
    var text = Json.write(body);
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
