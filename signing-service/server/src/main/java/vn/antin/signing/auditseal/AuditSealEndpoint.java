package vn.antin.signing.auditseal;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;

/** Signs the roots of the other services' audit logs; all values are base64url. */
@RestController
final class AuditSealEndpoint {
  record Root(@Nullable String root) {}

  record Seal(String signature, String certificate) {}

  private final SealKey key;

  AuditSealEndpoint(SealKey key) {
    this.key = key;
  }

  @PostMapping("/internal/audit-seals")
  Seal seal(@RequestBody Root request) {
    var signature = key.sign(decoded(request.root()));
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return new Seal(
        encoder.encodeToString(signature.value()), encoder.encodeToString(signature.certificate()));
  }

  private static byte[] decoded(@Nullable String root) {
    try {
      return Base64.getUrlDecoder().decode(root == null ? "" : root);
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("the root is not base64url", e);
    }
  }
}
