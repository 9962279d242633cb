package vn.antin.auth.oauth2.decoupled;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Why a question is not asked.
 *
 * @param description for the client's developer; no personal data
 */
public record AskingFault(HttpStatus status, String error, String description) {
  public static AskingFault of(String error, String description) {
    return new AskingFault(HttpStatus.BAD_REQUEST, error, description);
  }

  /** The form of RFC 6749 §5.2. */
  public ResponseEntity<Map<String, Object>> answer() {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (status == HttpStatus.UNAUTHORIZED) {
      answer.header("WWW-Authenticate", "Basic realm=\"antin\"");
    }
    return answer.body(Map.of("error", error, "error_description", description));
  }
}
