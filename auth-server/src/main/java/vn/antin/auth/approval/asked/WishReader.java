package vn.antin.auth.approval.asked;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads what an application asks for and accepts only what it fully understands: one element, no
 * unknown or repeated member, no coerced type (RFC 9396 §5). Thread-safe; time and memory follow
 * the length of the text.
 */
public final class WishReader {
  private static final int MAX_LENGTH = 1_572_864;
  static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private final AntinElement.Reader antin;
  private final CscElement.Reader csc;

  /**
   * @param location the URL of signing-service, the only place where such a grant can be spent
   */
  public WishReader(String location) {
    this.antin = new AntinElement.Reader(location);
    this.csc = new CscElement.Reader(List.of(location, location + "/csc/v2"));
  }

  /**
   * Reads the text.
   *
   * @param asked {@code authorization_details}; or, where there are none, a JSON object of the
   *     request's parameters for scope {@code credential}
   */
  public Reading read(String asked) {
    if (asked.length() > MAX_LENGTH) {
      return new Reading.Refused("what is asked for is longer than 1.5 MB");
    }
    try {
      JsonNode root = STRICT.readTree(asked);
      return new Reading.Accepted(root.isObject() ? CscParameters.wish(root) : element(root));
    } catch (JacksonException e) {
      return new Reading.Refused("a member is unknown, repeated or of another type than expected");
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      return new Reading.Refused(reason == null ? "a value is not well formed" : reason);
    }
  }

  private Wish element(JsonNode root) {
    if (!root.isArray() || root.size() != 1 || !root.get(0).isObject()) {
      throw new IllegalArgumentException("expected an array with one element");
    }
    JsonNode element = root.get(0);
    return switch (element.path("type").asString("")) {
      case SignatureDetails.TYPE -> antin.wish(element);
      case CscElement.TYPE_2_0 -> csc.wish(element, Dialect.CSC_2_0);
      case CscElement.TYPE_2_2 -> csc.wish(element, Dialect.CSC_2_2);
      default -> throw new IllegalArgumentException("type is none of a signature");
    };
  }

  static UUID uuid(String name, String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equals(text)) {
      throw new IllegalArgumentException(name + " is not a UUID in lower case");
    }
    return uuid;
  }

  static HashAlgorithm algorithm(@Nullable String oid) {
    return HashAlgorithm.of(required("hashAlgorithmOID", oid))
        .orElseThrow(() ->
            new IllegalArgumentException("hashAlgorithmOID is none of SHA-256, SHA-384, SHA-512"));
  }

  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** What came of reading. */
  public sealed interface Reading {
    record Accepted(Wish wish) implements Reading {}

    /**
     * Not acceptable.
     *
     * @param reason for the application's developer; holds nothing of the input
     */
    record Refused(String reason) implements Reading {}
  }
}
