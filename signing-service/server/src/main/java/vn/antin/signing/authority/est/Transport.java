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
import java.util.Set;
import java.util.stream.Collectors;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * Whether a call came by TLS, and with whose certificate: as seen here, or as a listed proxy says.
 * What anybody else writes into these headers is not read. Thread-safe.
 */
final class Transport {
  private static final String SEEN_HERE = "jakarta.servlet.request.X509Certificate";
  private static final int LONGEST = 16 * 1024;

  private final Set<InetAddress> proxies;
  private final boolean proxyClientCertificates;
  private final boolean plainHttp;

  Transport(EstProperties properties) {
    this.proxies =
        properties.trustedProxies().stream()
            .map(Transport::literal)
            .collect(Collectors.toUnmodifiableSet());
    this.proxyClientCertificates = properties.proxyClientCertificates();
    this.plainHttp = properties.plainHttp();
  }

  /** The proxies as the container writes addresses. */
  List<String> addresses() {
    return proxies.stream().map(InetAddress::getHostAddress).toList();
  }

  boolean secure(HttpServletRequest request) {
    if (proxied(request)) {
      var said = String.join(",", Collections.list(request.getHeaders("X-Forwarded-Proto")));
      return "https".equalsIgnoreCase(said.substring(said.lastIndexOf(',') + 1).strip());
    }
    return request.isSecure() || (plainHttp && peer(request).isLoopbackAddress());
  }

  /**
   * The certificate whose key the sender proved to hold.
   *
   * @throws CertificateException when the proxy's header cannot be read
   */
  Optional<X509Certificate> certificate(HttpServletRequest request) throws CertificateException {
    if (!proxied(request)) {
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

  private boolean proxied(HttpServletRequest request) {
    return proxies.contains(peer(request));
  }

  private static InetAddress peer(HttpServletRequest request) {
    return InetAddress.ofLiteral(request.getRemoteAddr());
  }

  private static InetAddress literal(String written) {
    try {
      return InetAddress.ofLiteral(written.strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationFault(
          "antin.est.trusted-proxies holds '" + written + "', which is no address.",
          "Write the addresses of the proxies that end TLS, see docs/est.md.",
          e);
    }
  }
}
