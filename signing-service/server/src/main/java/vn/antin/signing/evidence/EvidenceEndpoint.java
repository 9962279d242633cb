package vn.antin.signing.evidence;

import java.util.Base64;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Gives evidence to those whose signature it is. */
@RestController
final class EvidenceEndpoint {
  private static final int SHORTEST = 32;
  private static final int LONGEST = 64;

  private final EvidenceFiles files;

  EvidenceEndpoint(EvidenceFiles files) {
    this.files = files;
  }

  /** By the approved hash or by SHA-256 of the signed document, base64url. */
  @GetMapping("/signatures/{hash}/evidence")
  ResponseEntity<String> evidence(Caller caller, @PathVariable String hash) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("evidence.json").build().toString())
        .body(files.make(decoded(hash), caller));
  }

  private static byte[] decoded(String hash) {
    try {
      var bytes = Base64.getUrlDecoder().decode(hash);
      if (bytes.length >= SHORTEST && bytes.length <= LONGEST) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("the hash is not base64url", e);
    }
    throw Problem.INVALID_REQUEST.because("the hash has another length");
  }
}
