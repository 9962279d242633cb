package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.idempotency.Idempotency;

/** Method {@code signatures/signHash}: signs hashes that an official approved, each once. */
@RestController
final class SignHashEndpoint {
  private final Idempotency idempotency;
  private final SigningRight right;
  private final SigningCalls calls;

  SignHashEndpoint(Idempotency idempotency, SigningRight right, SigningCalls calls) {
    this.idempotency = idempotency;
    this.right = right;
    this.calls = calls;
  }

  @PostMapping("/csc/v2/signatures/signHash")
  ResponseEntity<?> sign(HttpServletRequest request) throws IOException {
    var presented = right.presented(request);
    var parameters = Parameters.read(request, Hashes.LONGEST_BODY);
    var held = right.held(presented, parameters);
    return idempotency.act(
        request,
        held.grant().clientId() + " " + held.grant().official(),
        List.of(held.grant().id(), parameters.without("SAD")),
        turn -> ResponseEntity.ok(calls.answer(turn.id(), "signHash", held, parameters)));
  }
}
