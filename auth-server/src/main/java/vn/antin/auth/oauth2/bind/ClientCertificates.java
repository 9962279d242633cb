package vn.antin.auth.oauth2.bind;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.web.ClientCertificate;

/** Certificates with which clients come by mutual TLS, as RFC 8705 §3.1 names them. */
final class ClientCertificates {
  private ClientCertificates() {}

  /** SHA-256 over the DER form of the certificate of this request, in base64url. */
  static Optional<String> thumbprint(HttpServletRequest request) {
    return ClientCertificate.of(request).map(ClientCertificates::thumbprint);
  }

  private static String thumbprint(X509Certificate certificate) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Digest.sha256(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("expected a certificate that TLS has read", e);
    }
  }
}
