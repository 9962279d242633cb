package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * {@code Client-Cert} and {@code Client-Cert-Chain} (RFC 9440 §2): certificates as byte sequences
 * of structured fields (RFC 8941 §3.3.5), {@code :base64 of DER:}.
 */
final class ClientCertHeader {
  private static final int LONGEST = 32_768;
  private static final int MOST = 10;

  private ClientCertHeader() {}

  /**
   * The certificate and its chain; empty without the header.
   *
   * @throws CertificateException when the header does not hold what it must
   */
  static List<X509Certificate> read(HttpServletRequest request) throws CertificateException {
    List<String> own = Collections.list(request.getHeaders("Client-Cert"));
    if (own.isEmpty()) {
      return List.of();
    }
    if (own.size() > 1) {
      throw new CertificateException("expected one Client-Cert, found " + own.size());
    }
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certificate(own.getFirst()));
    String more = String.join(",", Collections.list(request.getHeaders("Client-Cert-Chain")));
    if (!more.isBlank()) {
      for (String item : more.split(",", MOST)) {
        chain.add(certificate(item));
      }
    }
    return chain;
  }

  private static X509Certificate certificate(String item) throws CertificateException {
    String text = item.strip();
    if (text.length() < 2
        || text.length() > LONGEST
        || !text.startsWith(":")
        || !text.endsWith(":")) {
      throw new CertificateException("expected a certificate between colons");
    }
    try {
      byte[] der = Base64.getDecoder().decode(text.substring(1, text.length() - 1));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (IllegalArgumentException e) {
      throw new CertificateException("expected base64", e);
    }
  }
}
