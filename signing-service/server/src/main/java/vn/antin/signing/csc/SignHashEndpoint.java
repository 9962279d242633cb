package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Method {@code signatures/signHash}: signs hashes that an official approved, each once. */
@RestController
final class SignHashEndpoint {
  private final SigningRight right;
  private final SigningCalls calls;

  SignHashEndpoint(SigningRight right, SigningCalls calls) {
    this.right = right;
    this.calls = calls;
  }

  @PostMapping("/csc/v2/signatures/signHash")
  Map<String, Object> sign(HttpServletRequest request) throws IOException {
    var presented = right.presented(request);
    return calls.answer("signHash", presented, Parameters.read(request, Hashes.LONGEST_BODY));
  }
}
