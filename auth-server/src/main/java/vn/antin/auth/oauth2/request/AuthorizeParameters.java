package vn.antin.auth.oauth2.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.digest.Digest;

/**
 * The parameters of an authorization request; one without a value is as good as absent (RFC 6749
 * §3.1).
 */
public record AuthorizeParameters(Map<String, List<String>> values) {
  /** A larger request is refused; it can be pushed. */
  static final int LARGEST = 4096;

  private static final String PATH = "/oauth2/authorize";

  /** Of ours, put into the address after a step of the official; no part of the request. */
  static final Set<String> OURS = Set.of("resume", "lang");

  /** May be given more than once (RFC 8707 §2). */
  private static final Set<String> LISTS = Set.of("resource");

  public AuthorizeParameters {
    Map<String, List<String>> copy = new TreeMap<>();
    values.forEach((name, given) -> {
      List<String> present = given.stream().filter(value -> !value.isEmpty()).toList();
      if (!present.isEmpty()) {
        copy.put(name, present);
      }
    });
    values = copy;
  }

  /** As they stand in the address or in the form that was posted. */
  public static AuthorizeParameters of(HttpServletRequest request) {
    return new AuthorizeParameters(
        request.getParameterMap().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Arrays.asList(entry.getValue()))));
  }

  /** Reads what {@link #query} wrote. */
  static AuthorizeParameters parse(String query) {
    Map<String, List<String>> values =
        Arrays.stream(query.split("&"))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.groupingBy(
                    pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        Collectors.toList())));
    return new AuthorizeParameters(values);
  }

  /** The value, or null when there is not exactly one. */
  public @Nullable String one(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    return given.size() == 1 ? given.getFirst() : null;
  }

  /** All values. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A parameter that was given more than once although it must not. */
  public Optional<String> repeated() {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1 && !LISTS.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The space-separated words of a parameter, in a set of the caller's own. */
  public Set<String> words(String name) {
    String value = one(name);
    return value == null
        ? new LinkedHashSet<>()
        : Arrays.stream(value.split(" "))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether it is too long to be carried through a login; {@link #OURS} do not count. */
  public boolean tooLarge() {
    return without(OURS).address().length() > LARGEST;
  }

  /** These with another value for one of them. */
  public AuthorizeParameters with(String name, String value) {
    Map<String, List<String>> changed = new TreeMap<>(values);
    changed.put(name, List.of(value));
    return new AuthorizeParameters(changed);
  }

  /** These without some. */
  public AuthorizeParameters without(Set<String> names) {
    Map<String, List<String>> kept = new TreeMap<>(values);
    kept.keySet().removeAll(names);
    return new AuthorizeParameters(kept);
  }

  /** These, where the others say nothing else. */
  AuthorizeParameters overriddenBy(AuthorizeParameters others) {
    Map<String, List<String>> all = new TreeMap<>(values);
    all.putAll(others.values());
    return new AuthorizeParameters(all);
  }

  /** Path and query that repeat this request. */
  public String address() {
    return PATH + "?" + query();
  }

  /** The parameters as a query. */
  public String query() {
    return values.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> pair(entry.getKey(), value)))
        .collect(Collectors.joining("&"));
  }

  /** SHA-256 over all names and values but {@link #OURS}, each with its length. */
  public byte[] digest() {
    MessageDigest sha256 = Digest.sha256();
    without(OURS)
        .values()
        .forEach((name, given) ->
            given.forEach(value -> {
              update(sha256, name);
              update(sha256, value);
            }));
    return sha256.digest();
  }

  /** {@link #digest} in base64url. */
  public String digestText() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest());
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
