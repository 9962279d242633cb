package vn.antin.signing.authority.est;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import vn.antin.signing.bind.ClientCertificates;
import vn.antin.signing.web.Proxies;

/**
 * Whether a call came by TLS, and with whose certificate: as seen here, or as a listed proxy says.
 * What anybody else writes into these headers is not read. Thread-safe.
 */
final class Transport {
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
      return ClientCertificates.ofConnection(request);
    }
    return proxyClientCertificates ? ClientCertificates.ofProxy(request) : Optional.empty();
  }
}
