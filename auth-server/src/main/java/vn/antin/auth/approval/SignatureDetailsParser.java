package vn.antin.auth.approval;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code authorization_details} and accepts only what it fully understands: one element of
 * our type, no unknown or repeated member, no coerced type (RFC 9396 §5).
 */
final class SignatureDetailsParser {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final String location;

  /**
   * @param location the URL of signing-service, the only place where such a grant can be spent
   */
  SignatureDetailsParser(String location) {
    this.location = location;
  }

  Parsed parse(String json) {
    if (json.length() > MAX_LENGTH) {
      return new Parsed.Refused("authorization_details is longer than 65536 characters");
    }
    try {
      @Nullable List<@Nullable Element> elements =
          STRICT.readerForListOf(Element.class).<@Nullable List<@Nullable Element>>readValue(json);
      if (elements == null || elements.size() != 1) {
        return new Parsed.Refused("expected an array with one element");
      }
      return new Parsed.Accepted(details(required("the element", elements.getFirst())));
    } catch (JacksonException e) {
      return new Parsed.Refused("not the JSON form of " + SignatureDetails.TYPE);
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      return new Parsed.Refused(reason == null ? "a value is not well formed" : reason);
    }
  }

  private SignatureDetails details(Element element) {
    expect("type", SignatureDetails.TYPE, element.type);
    expect("hashType", SignatureDetails.HASH_TYPE, element.hashType);
    expect("hashAlgorithmOID", SignatureDetails.SHA_256_OID, element.hashAlgorithmOID);
    if (element.locations != null && !element.locations.equals(List.of(location))) {
      throw new IllegalArgumentException("locations must be [\"%s\"]".formatted(location));
    }
    return new SignatureDetails(
        uuid("requestID", element.requestID),
        uuid("credentialID", element.credentialID),
        Sha256.parse(required("parametersDigest", element.parametersDigest)),
        required("documentDigests", element.documentDigests).stream()
            .map(SignatureDetailsParser::document)
            .toList());
  }

  private static SignatureDetails.DocumentDigest document(@Nullable Digest digest) {
    Digest given = required("a member of documentDigests", digest);
    return new SignatureDetails.DocumentDigest(
        Sha256.parse(required("hash", given.hash)), required("label", given.label));
  }

  private static void expect(String name, String expected, @Nullable String found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException("%s must be \"%s\"".formatted(name, expected));
    }
  }

  private static UUID uuid(String name, @Nullable String value) {
    String text = required(name, value);
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equals(text)) {
      throw new IllegalArgumentException(name + " is not a UUID in lower case");
    }
    return uuid;
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  sealed interface Parsed {
    record Accepted(SignatureDetails details) implements Parsed {}

    /**
     * Not acceptable.
     *
     * @param reason for the application's developer; holds nothing of the input
     */
    record Refused(String reason) implements Parsed {}
  }

  private record Element(
      @Nullable String type,
      @Nullable String requestID,
      @Nullable String credentialID,
      @Nullable String hashType,
      @Nullable String hashAlgorithmOID,
      @Nullable String parametersDigest,
      @Nullable List<@Nullable Digest> documentDigests,
      @Nullable List<String> locations) {}

  private record Digest(@Nullable String hash, @Nullable String label) {}
}
