package vn.antin.signing.authority.est;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import vn.antin.signing.web.Proxies;

/**
 * Whether a call came by TLS, and with whose certificate: as seen here, or as a listed proxy says.
 * What anybody else writes into these headers is not read. Thread-safe.
 */
final class Transport {
  private static final String SEEN_HERE = "jakarta.servlet.request.X509Certificate";
  private static final int LONGEST = 16 * 1024;

  private final Proxies proxies;
  private final boolean proxyClientCertificates;
  private final boolean plainHttp;

  Transport(EstProperties properties, Proxies proxies) {
    this.proxies = proxies;
    this.proxyClientCertificates = properties.proxyClientCertificates();
    this.plainHttp = properties.plainHttp();
  }

  boolean secure(HttpServletRequest request) {
    if (proxies.sent(request)) {
      var said = String.join(",", Collections.list(request.getHeaders("X-Forwarded-Proto")));
      return "https".equalsIgnoreCase(said.substring(said.lastIndexOf(',') + 1).strip());
    }
    return request.isSecure()
        || (plainHttp && InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress());
  }

  /**
   * The certificate whose key the sender proved to hold.
   *
   * @throws CertificateException when the proxy's header cannot be read
   */
  Optional<X509Certificate> certificate(HttpServletRequest request) throws CertificateException {
    if (!proxies.sent(request)) {
      return request.getAttribute(SEEN_HERE) instanceof X509Certificate[] chain && chain.length > 0
          ? Optional.of(chain[0])
          : Optional.empty();
    }
    List<String> said =
        proxyClientCertificates ? Collections.list(request.getHeaders("Client-Cert")) : List.of();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    if (said.size() > 1) {
      throw new CertificateException("expected one Client-Cert, found " + said.size());
    }
    return Optional.of(read(said.getFirst().strip()));
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
