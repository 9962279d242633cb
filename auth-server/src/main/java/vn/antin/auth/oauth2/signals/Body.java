package vn.antin.auth.oauth2.signals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON objects, whatever media type the receiver calls them. */
@Component
final class Body {
  private static final int MOST_BYTES = 64 * 1024;

  private final JsonMapper json;

  Body(JsonMapper json) {
    this.json = json;
  }

  JsonNode read(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
    }
    try {
      JsonNode body = json.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      throw bad("expected a JSON object");
    }
    throw bad("expected a JSON object");
  }

  static ResponseStatusException bad(String description) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, description);
  }
}
