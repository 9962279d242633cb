package vn.antin.signing.bind;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;

/** Certificates whose keys the senders of calls have proven to hold in a TLS handshake. */
public final class ClientCertificates {
  private static final String SEEN_HERE = "jakarta.servlet.request.X509Certificate";
  private static final int LONGEST = 16 * 1024;

  private ClientCertificates() {}

  /** That of the connection on which the call came. */
  public static Optional<X509Certificate> ofConnection(HttpServletRequest request) {
    return request.getAttribute(SEEN_HERE) instanceof X509Certificate[] chain && chain.length > 0
        ? Optional.of(chain[0])
        : Optional.empty();
  }

  /**
   * That which a proxy hands on in {@code Client-Cert} (RFC 9440); the caller has seen to it that
   * the call came from a proxy which is believed.
   *
   * @throws CertificateException when it cannot be read
   */
  public static Optional<X509Certificate> ofProxy(HttpServletRequest request)
      throws CertificateException {
    var said = Collections.list(request.getHeaders("Client-Cert"));
    if (said.isEmpty()) {
      return Optional.empty();
    }
    if (said.size() > 1) {
      throw new CertificateException("expected one Client-Cert, found " + said.size());
    }
    return Optional.of(read(said.getFirst().strip()));
  }

  /** Its SHA-256 in base64url (RFC 8705 §3.1). */
  static String thumbprint(X509Certificate certificate) {
    try {
      return Digests.base64url(certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  /** A byte sequence of structured fields (RFC 9440 §2.1, RFC 8941 §3.3.5). */
  private static X509Certificate read(String text) throws CertificateException {
    if (text.length() < 2
        || text.length() > LONGEST
        || !text.startsWith(":")
        || !text.endsWith(":")) {
      throw new CertificateException("expected a certificate between colons");
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(
                      Base64.getDecoder().decode(text.substring(1, text.length() - 1))));
    } catch (IllegalArgumentException e) {
      throw new CertificateException("expected base64", e);
    }
  }
}
