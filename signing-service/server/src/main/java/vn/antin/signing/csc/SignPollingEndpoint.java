package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Method {@code signatures/signPolling}: fetches what a call is answered later. */
@RestController
final class SignPollingEndpoint {
  private final SigningRight right;
  private final SigningCalls calls;

  SignPollingEndpoint(SigningRight right, SigningCalls calls) {
    this.right = right;
    this.calls = calls;
  }

  @PostMapping("/csc/v2/signatures/signPolling")
  ResponseEntity<Map<String, Object>> poll(HttpServletRequest request) throws IOException {
    var presented = right.presented(request);
    var answer = calls.poll(presented, Parameters.read(request, Parameters.SMALL));
    return answer == null ? ResponseEntity.accepted().body(Map.of()) : ResponseEntity.ok(answer);
  }
}
