package vn.antin.auth.oauth2.registration;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a client sends: one JSON object of bounded size, and a bearer token. */
@Component
final class RegistrationRequest {
  private static final int LARGEST = 65_536;
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final String BEARER = "bearer ";

  private final JsonMapper json =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  Map<String, Object> document(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      throw malformed("expected content type application/json");
    }
    try {
      byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        throw malformed("expected at most 64 KiB");
      }
      Map<String, Object> document = json.readValue(body, OBJECT);
      if (document != null) {
        return document;
      }
    } catch (IOException | JacksonException e) {
      throw malformed("expected a JSON object in which no name occurs twice");
    }
    throw malformed("expected a JSON object");
  }

  private static RegistrationRefused malformed(String description) {
    return RegistrationRefused.request(MetadataFault.METADATA, description);
  }

  static @Nullable RegistrationToken token(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? new RegistrationToken(header.substring(BEARER.length()).strip())
        : null;
  }
}
