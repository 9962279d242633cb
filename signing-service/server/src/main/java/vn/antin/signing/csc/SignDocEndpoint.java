package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.web.HeavyWork;

/**
 * Method {@code signatures/signDoc}: makes whole signatures of documents that come with the call,
 * or of their hashes.
 */
@RestController
final class SignDocEndpoint {
  private final SigningRight right;
  private final SigningCalls calls;
  private final HeavyWork places;
  private final long largest;

  SignDocEndpoint(SigningRight right, SigningCalls calls, CscProperties properties) {
    this.right = right;
    this.calls = calls;
    this.places = new HeavyWork(properties.documentCalls());
    this.largest = properties.largestDocuments().toBytes();
  }

  @PostMapping("/csc/v2/signatures/signDoc")
  Map<String, Object> sign(HttpServletRequest request) {
    var presented = right.presented(request);
    return places.run(() -> {
      var parameters = read(request);
      return calls.answer(
          UUID.randomUUID(), "signDoc", right.held(presented, parameters), parameters);
    });
  }

  private Parameters read(HttpServletRequest request) {
    try {
      return Parameters.read(request, largest);
    } catch (SigningException e) {
      throw e.problem() == Problem.DOCUMENT_TOO_LARGE
          ? new CscFault(413, "invalid_request", "The request is larger than allowed")
          : e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
