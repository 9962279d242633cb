package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.web.LimitedBody;

/**
 * The JSON object that a method is called with. Types are exact: a number is no string. What is not
 * known is left alone, as a later version of the API may have it.
 */
final class Parameters {
  /** For all methods but those that take hashes by the thousand, or documents. */
  static final int SMALL = 64 * 1024;

  private static final int LONGEST_TEXT = 4096;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  Parameters(JsonNode object) {
    this.object = object;
  }

  /** Reads the body; without one, no parameter is given. */
  static Parameters read(HttpServletRequest request, long most) throws IOException {
    var body = LimitedBody.read(request, most);
    if (body.length == 0) {
      return of(JSON.createObjectNode());
    }
    if (!json(request.getContentType())) {
      throw CscFault.invalid("The content type is application/json");
    }
    try {
      return of(JSON.readTree(body));
    } catch (JacksonException e) {
      throw CscFault.invalid("The body is not a JSON object");
    }
  }

  /** As {@link #text} gave it. */
  static Parameters ofText(String text) {
    return of(JSON.readTree(text));
  }

  /** All of it, for a store. */
  String text() {
    return JSON.writeValueAsString(object);
  }

  private static Parameters of(JsonNode read) {
    if (!read.isObject()) {
      throw CscFault.invalid("The body is not a JSON object");
    }
    var parameters = new Parameters(read);
    parameters.optionalString("clientData"); // its type is checked; nothing is done with it
    parameters.optionalString("lang");
    return parameters;
  }

  private static boolean json(@Nullable String type) {
    try {
      return type != null
          && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  /** All of them but one, as they came. */
  Map<String, JsonNode> without(String name) {
    var others = new TreeMap<String, JsonNode>();
    object.propertyStream().forEach(each -> others.put(each.getKey(), each.getValue()));
    others.remove(name);
    return others;
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  String string(String name) {
    var value = optionalString(name);
    if (value == null || value.isEmpty()) {
      throw CscFault.missing("string", name);
    }
    return value;
  }

  @Nullable String optionalString(String name) {
    if (!has(name)) {
      return null;
    }
    var value = object.path(name);
    if (!value.isString()) {
      throw CscFault.missing("string", name);
    }
    if (value.asString().length() > LONGEST_TEXT) {
      throw CscFault.invalidParameter(name);
    }
    return value.asString();
  }

  /** One of these words, the first when it is not given. */
  String word(String name, String... words) {
    var value = optionalString(name);
    if (value == null) {
      return words[0];
    }
    if (!List.of(words).contains(value)) {
      throw CscFault.invalidParameter(name);
    }
    return value;
  }

  boolean flag(String name) {
    if (!has(name)) {
      return false;
    }
    if (!object.path(name).isBoolean()) {
      throw CscFault.missing("boolean", name);
    }
    return object.path(name).asBoolean();
  }

  /** A positive number. */
  int integer(String name) {
    var value = optionalInteger(name);
    if (value == null) {
      throw CscFault.missing("integer", name);
    }
    if (value < 1) {
      throw CscFault.invalidParameter(name);
    }
    return value;
  }

  @Nullable Integer optionalInteger(String name) {
    if (!has(name)) {
      return null;
    }
    if (!object.path(name).isIntegralNumber()) {
      throw CscFault.missing("integer", name);
    }
    if (!object.path(name).canConvertToInt()) {
      throw CscFault.invalidParameter(name);
    }
    return object.path(name).asInt();
  }

  /** Something that {@link UUID} can read: every identifier given out here is one. */
  UUID identifier(String name) {
    try {
      return UUID.fromString(string(name));
    } catch (IllegalArgumentException e) {
      throw CscFault.invalidParameter(name);
    }
  }

  /** Bytes in base64 (RFC 4648 §4). */
  byte[] base64(String name) {
    return decoded(string(name), name);
  }

  /** A document in base64: as long as the body may be. */
  byte[] document(String name) {
    var value = object.path(name);
    if (!value.isString() || value.asString().isEmpty()) {
      throw CscFault.missing("string", name);
    }
    return decoded(value.asString(), name);
  }

  /** An array of objects, with at least one. */
  List<Parameters> objects(String name, int most) {
    var array = object.path(name);
    if (!array.isArray()) {
      throw CscFault.missing("array", name);
    }
    if (array.isEmpty()) {
      throw CscFault.invalid("Empty " + name + " array");
    }
    if (array.size() > most) {
      throw CscFault.invalid("Numbers of signatures is too high");
    }
    var values = new ArrayList<Parameters>();
    for (var each : array) {
      if (!each.isObject()) {
        throw CscFault.missing("array", name);
      }
      values.add(new Parameters(each));
    }
    return values;
  }

  /** Whether there is an array with anything in it. */
  boolean filled(String name) {
    return has(name) && !object.path(name).isEmpty();
  }

  /** An array of byte strings in base64, with at least one. */
  List<byte[]> base64Array(String name, int most) {
    var array = object.path(name);
    if (!array.isArray()) {
      throw CscFault.missing("array", name);
    }
    if (array.isEmpty()) {
      throw CscFault.invalid("Empty " + name + " array");
    }
    if (array.size() > most) {
      throw CscFault.invalid("Numbers of signatures is too high");
    }
    var values = new ArrayList<byte[]>();
    for (var each : array) {
      if (!each.isString()) {
        throw CscFault.missing("array", name);
      }
      values.add(decoded(each.asString(), name));
    }
    return values;
  }

  private static byte[] decoded(String text, String name) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw CscFault.invalid("Invalid Base64 " + name + " string parameter");
    }
  }
}
