package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an authorization request as they came; one without a value is as good as absent
 * (RFC 6749 §3.1).
 *
 * @param path of the endpoint
 */
record AuthorizeParameters(String path, Map<String, List<String>> values) {
  /** A larger request is refused. */
  static final int LARGEST = 4096;

  AuthorizeParameters {
    Map<String, List<String>> copy = new TreeMap<>();
    values.forEach((name, given) -> {
      List<String> present = given.stream().filter(value -> !value.isEmpty()).toList();
      if (!present.isEmpty()) {
        copy.put(name, present);
      }
    });
    values = copy;
  }

  static AuthorizeParameters of(HttpServletRequest request) {
    return new AuthorizeParameters(
        request.getRequestURI(),
        request.getParameterMap().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Arrays.asList(entry.getValue()))));
  }

  /** The value, or null when there is not exactly one. */
  @Nullable String one(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    return given.size() == 1 ? given.getFirst() : null;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** A parameter that was given more than once. */
  Optional<String> repeated() {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The space-separated words of a parameter. */
  Set<String> words(String name) {
    String value = one(name);
    return value == null
        ? Set.of()
        : Arrays.stream(value.split(" "))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  boolean tooLarge() {
    return address().length() > LARGEST;
  }

  /** Path and query that repeat this request. */
  String address() {
    return path
        + values.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(value -> pair(entry.getKey(), value)))
            .collect(Collectors.joining("&", "?", ""));
  }

  /** SHA-256 over all names and values, each with its length, in base64url. */
  String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      values.forEach((name, given) ->
          given.forEach(value -> {
            update(sha256, name);
            update(sha256, value);
          }));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
