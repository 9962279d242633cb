package vn.antin.auth.oauth2.request;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code claims} parameter (OpenID Connect Core §5.5), as far as it can matter here.
 *
 * @param userInfo names asked for from userinfo
 * @param idToken names asked for in the ID token
 * @param subjects whom the client insists on; empty for anyone
 * @param assurances the levels one of which the client cannot do without; empty for any
 */
public record RequestedClaims(
    Set<String> userInfo, Set<String> idToken, Set<String> subjects, Set<String> assurances) {
  /** Nothing asked for. */
  public static final RequestedClaims NONE =
      new RequestedClaims(Set.of(), Set.of(), Set.of(), Set.of());

  private static final int LONGEST = 8192;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .build())
          .build();

  public RequestedClaims {
    userInfo = Set.copyOf(userInfo);
    idToken = Set.copyOf(idToken);
    subjects = Set.copyOf(subjects);
    assurances = Set.copyOf(assurances);
  }

  /**
   * Reads the parameter.
   *
   * @throws IllegalArgumentException when it is not what §5.5 describes
   */
  public static RequestedClaims parse(@Nullable String parameter) {
    if (parameter == null) {
      return NONE;
    }
    if (parameter.length() > LONGEST) {
      throw new IllegalArgumentException("claims is longer than 8192 characters");
    }
    JsonNode root = read(parameter);
    JsonNode userInfo = section(root, "userinfo");
    JsonNode idToken = section(root, "id_token");
    Set<String> subjects = new HashSet<>(values(idToken.path("sub")));
    subjects.addAll(values(userInfo.path("sub")));
    JsonNode assurance = idToken.path("acr");
    return new RequestedClaims(
        new LinkedHashSet<>(userInfo.propertyNames()),
        new LinkedHashSet<>(idToken.propertyNames()),
        subjects,
        assurance.path("essential").asBoolean(false) ? values(assurance) : Set.of());
  }

  /** The same, without the names that are not among these. */
  public RequestedClaims only(Set<String> names) {
    return new RequestedClaims(both(userInfo, names), both(idToken, names), subjects, assurances);
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }

  /** What tokens have to remember, in the form of the parameter; null when there is nothing. */
  public @Nullable String json() {
    if (userInfo.isEmpty() && idToken.isEmpty()) {
      return null;
    }
    ObjectNode root = JSON.createObjectNode();
    ObjectNode fromUserInfo = root.putObject("userinfo");
    userInfo.stream().sorted().forEach(fromUserInfo::putNull);
    ObjectNode inIdToken = root.putObject("id_token");
    idToken.stream().sorted().forEach(inIdToken::putNull);
    return root.toString();
  }

  private static JsonNode read(String parameter) {
    try {
      JsonNode root = JSON.readTree(parameter);
      if (root.isObject()) {
        return root;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("claims is not JSON", e);
    }
    throw new IllegalArgumentException("claims is not a JSON object");
  }

  private static JsonNode section(JsonNode root, String name) {
    JsonNode section = root.path(name);
    if (section.isMissingNode() || section.isNull()) {
      return JSON.createObjectNode();
    }
    if (!section.isObject()
        || section.valueStream().anyMatch(value -> !value.isNull() && !value.isObject())) {
      throw new IllegalArgumentException("claims." + name + " is not an object of claim requests");
    }
    return section;
  }

  /** The one value or the several that a claim request names. */
  private static Set<String> values(JsonNode request) {
    Set<String> values = new HashSet<>();
    if (request.path("value").isString()) {
      values.add(request.path("value").asString());
    }
    request
        .path("values")
        .valueStream()
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .forEach(values::add);
    return values;
  }
}
