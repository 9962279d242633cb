package vn.antin.signing.idempotency;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a call was answered, to the byte.
 *
 * @param location, applied headers of these names, where they were given
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // carried, and never compared
record KeptAnswer(int status, @Nullable String location, @Nullable String applied, byte[] body) {
  private static final String APPLIED = "Preference-Applied";

  static KeptAnswer of(ResponseEntity<?> answer, byte[] body) {
    var location = answer.getHeaders().getLocation();
    return new KeptAnswer(
        answer.getStatusCode().value(),
        location == null ? null : location.toString(),
        answer.getHeaders().getFirst(APPLIED),
        body);
  }

  ResponseEntity<byte[]> response() {
    var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    if (location != null) {
      answer.location(URI.create(location));
    }
    if (applied != null) {
      answer.header(APPLIED, applied);
    }
    return answer.body(body);
  }
}
