package vn.antin.auth.oauth2.request;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  /** The one type whose granting is an approval of its own. */
  public static final String SIGNATURE = "urn:antin:rar:signature";

  private static final int LONGEST = 65_536;
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
    if (parameter.length() > LONGEST) {
      throw new IllegalArgumentException("authorization_details is longer than 65536 characters");
    }
    JsonNode root = read(parameter);
    if (!root.isArray() || root.isEmpty() || root.size() > MOST) {
      throw new IllegalArgumentException("expected an array of 1 to " + MOST + " objects");
    }
    return new AuthorizationDetails(root.valueStream().map(AuthorizationDetails::detail).toList());
  }

  private static JsonNode read(String parameter) {
    try {
      return JSON.readTree(parameter);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("authorization_details is not JSON", e);
    }
  }

  private static Detail detail(JsonNode element) {
    if (!element.isObject() || !element.path("type").isString()) {
      throw new IllegalArgumentException("each of authorization_details needs a type");
    }
    return new Detail(
        element.path("type").asString(),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(element));
  }

  public Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    details.forEach(detail -> types.add(detail.type()));
    return types;
  }
}
