package vn.antin.signing.authority.founding;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;

/** Text forms (RFC 7468) that came from outside. */
final class Pem {
  private Pem() {}

  static X509Certificate certificate(@Nullable String text, String what) {
    try {
      if (CertificateFactory.getInstance("X.509").generateCertificate(stream(text))
          instanceof X509Certificate certificate) {
        return certificate;
      }
    } catch (GeneralSecurityException e) {
      throw Problem.INVALID_REQUEST.because(what + " is no certificate", e);
    }
    throw Problem.INVALID_REQUEST.because(what + " is no certificate");
  }

  static X509CRL list(@Nullable String text) {
    try {
      if (CertificateFactory.getInstance("X.509").generateCRL(stream(text))
          instanceof X509CRL list) {
        return list;
      }
    } catch (GeneralSecurityException e) {
      throw Problem.INVALID_REQUEST.because("the list is none", e);
    }
    throw Problem.INVALID_REQUEST.because("the list is none");
  }

  private static ByteArrayInputStream stream(@Nullable String text) {
    return new ByteArrayInputStream((text == null ? "" : text).getBytes(StandardCharsets.US_ASCII));
  }
}
