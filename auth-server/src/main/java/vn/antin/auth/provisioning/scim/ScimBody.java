package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.messages.ErrorResponse;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Bodies of requests and answers, {@code application/scim+json}. */
final class ScimBody {
  static final MediaType TYPE = MediaType.parseMediaType("application/scim+json;charset=UTF-8");

  private ScimBody() {}

  static ObjectNode object(String body) {
    try {
      JsonNode read = JsonUtils.getObjectReader().readTree(body);
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw ScimFault.invalidSyntax("expected a JSON object");
    } catch (IOException e) {
      throw ScimFault.invalidSyntax("the body is not JSON");
    }
  }

  static <T> T read(JsonNode body, Class<T> type) {
    try {
      return Objects.requireNonNull(JsonUtils.nodeToValue(body, type));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw ScimFault.invalidSyntax("the body is not a " + type.getSimpleName());
    }
  }

  static String write(Object body) {
    try {
      return JsonUtils.getObjectWriter().writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own resources are JSON", e);
    }
  }

  static ResponseEntity<String> ok(Object body) {
    return answer(200, body, Map.of());
  }

  static ResponseEntity<String> answer(int status, Object body, Map<String, String> headers) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).contentType(TYPE);
    headers.forEach(answer::header);
    return answer.body(write(body));
  }

  static ErrorResponse error(ScimFault fault) {
    ErrorResponse error = new ErrorResponse(fault.status());
    error.setDetail(fault.getMessage());
    error.setScimType(fault.type());
    return error;
  }
}
