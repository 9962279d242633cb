package vn.antin.signing.authority;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;

/** The development root, for whoever wants to trust it on a machine of their own. */
@RestController
final class AuthorityEndpoint {
  private final ObjectProvider<DevelopmentAuthority> authority;

  AuthorityEndpoint(ObjectProvider<DevelopmentAuthority> authority) {
    this.authority = authority;
  }

  @GetMapping("/authority/root.pem")
  ResponseEntity<String> root() throws CertificateEncodingException {
    var development = authority.getIfAvailable();
    if (development == null) {
      throw Problem.NOT_FOUND.because("the development authority is off");
    }
    var body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(development.root().getEncoded());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-pem-file"))
        .body("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }
}
