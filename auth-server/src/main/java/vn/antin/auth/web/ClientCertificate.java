package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificate whose key the sender of a request has proven to hold in the TLS handshake: on our
 * mTLS listener, or with a listed proxy that hands it on (RFC 9440). Nobody has said yet that it is
 * to be trusted; it may be self-signed or expired.
 */
public final class ClientCertificate {
  private static final String CHAIN = ClientCertificate.class.getName();

  private ClientCertificate() {}

  /** The sender's own certificate. */
  public static Optional<X509Certificate> of(HttpServletRequest request) {
    return chain(request).stream().findFirst();
  }

  /** The sender's own certificate and those that came along with it; empty when there was none. */
  public static List<X509Certificate> chain(HttpServletRequest request) {
    return request.getAttribute(CHAIN) instanceof Chain(List<X509Certificate> certificates)
        ? certificates
        : List.of();
  }

  static void present(HttpServletRequest request, List<X509Certificate> chain) {
    request.setAttribute(CHAIN, new Chain(List.copyOf(chain)));
  }

  private record Chain(List<X509Certificate> certificates) {}
}
