package vn.antin.auth.oauth2.request;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameter {@code authorization_details} (RFC 9396 §2): an array of objects, each with a type.
 * What else is in them only the type's own feature understands.
 */
public record AuthorizationDetails(List<Detail> details) {
  /** The type of a signature in CSC API v2.0. */
  public static final String CSC_2_0 = "credential";

  /** The types whose granting is an approval of its own. */
  public static final List<String> SIGNATURES =
      List.of(
          "urn:antin:rar:signature",
          CSC_2_0,
          "https://cloudsignatureconsortium.org/2025/credential");

  private static final int LONGEST = 65_536;

  /** Of signatures, which may be thousands. */
  private static final int LONGEST_SIGNATURES = 1_572_864;

  private static final int MOST = 32;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .build();

  /** One of them. */
  public record Detail(String type, String json) {}

  public AuthorizationDetails {
    details = List.copyOf(details);
  }

  /**
   * Reads the parameter.
   *
   * @throws IllegalArgumentException when it is not what §2 describes
   */
  public static AuthorizationDetails parse(String parameter) {
    return new AuthorizationDetails(
        elements(parameter).valueStream().map(AuthorizationDetails::detail).toList());
  }

  /**
   * Reads nothing but the types.
   *
   * @throws IllegalArgumentException when it is not what §2 describes
   */
  public static Set<String> types(String parameter) {
    return elements(parameter)
        .valueStream()
        .map(element -> element.path("type").asString())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static JsonNode elements(String parameter) {
    if (parameter.length() > LONGEST_SIGNATURES) {
      throw new IllegalArgumentException("authorization_details is longer than 1.5 MB");
    }
    JsonNode root = read(parameter);
    if (!root.isArray() || root.isEmpty() || root.size() > MOST) {
      throw new IllegalArgumentException("expected an array of 1 to " + MOST + " objects");
    }
    if (!root.valueStream().allMatch(e -> e.isObject() && e.path("type").isString())) {
      throw new IllegalArgumentException("each of authorization_details needs a type");
    }
    if (parameter.length() > LONGEST
        && !root.valueStream().allMatch(e -> SIGNATURES.contains(e.path("type").asString()))) {
      throw new IllegalArgumentException("authorization_details is longer than 65536 characters");
    }
    return root;
  }

  private static JsonNode read(String parameter) {
    try {
      return JSON.readTree(parameter);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("authorization_details is not JSON", e);
    }
  }

  private static Detail detail(JsonNode element) {
    return new Detail(
        element.path("type").asString(),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(element));
  }
}
