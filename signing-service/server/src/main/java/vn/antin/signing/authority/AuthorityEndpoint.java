package vn.antin.signing.authority;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.problem.Problem;

/** The root in force, for whoever wants to trust it. */
@RestController
final class AuthorityEndpoint {
  private final Authorities authorities;

  AuthorityEndpoint(Authorities authorities) {
    this.authorities = authorities;
  }

  @GetMapping("/authority/root.pem")
  ResponseEntity<String> root() {
    var root =
        authorities.anchor().orElseThrow(() -> Problem.NOT_FOUND.because("no root is trusted"));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-pem-file"))
        .body(Certificates.pem("CERTIFICATE", Certificates.encode(root.certificate())));
  }
}
