package vn.antin.signing.authority;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;

/** The root in force, for whoever wants to trust it. */
@RestController
final class AuthorityEndpoint {
  private final Authorities authorities;

  AuthorityEndpoint(Authorities authorities) {
    this.authorities = authorities;
  }

  @GetMapping("/authority/root.pem")
  ResponseEntity<String> root() throws CertificateEncodingException {
    var root =
        authorities.anchor().orElseThrow(() -> Problem.NOT_FOUND.because("no root is trusted"));
    var body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(root.certificate().getEncoded());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-pem-file"))
        .body("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }
}
