package vn.antin.auth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before anything else sees a request: takes a listed proxy's word for the sender's address, scheme
 * and certificate, and hides such headers from all that follows, whoever sent them. Our own
 * addresses are configuration, so the host that a proxy names is not read at all.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProxyFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyFilter.class);

  private final Proxies proxies;
  private final List<Network> listed;

  ProxyFilter(Proxies proxies) {
    this.proxies = proxies;
    this.listed = proxies.networks();
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    // Pages for errors read the same headers.
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<InetAddress> peer = new ForwardedHop(request.getRemoteAddr(), null).address();
    boolean believed = peer.isPresent() && lists(peer.get());
    if (!believed && !speaksOfForwarding(request)) {
      chain.doFilter(request, response);
      return;
    }
    ForwardedRequest seen = believed ? sender(request, peer.get()) : new ForwardedRequest(request);
    if (believed && proxies.proxyClientCertificates()) {
      try {
        List<X509Certificate> certificates = ClientCertHeader.read(request);
        if (!certificates.isEmpty()) {
          ClientCertificate.present(request, certificates);
        }
      } catch (CertificateException e) {
        LOG.warn("{} sends a Client-Cert that cannot be read: {}", peer.get(), e.toString());
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        return;
      }
    }
    chain.doFilter(seen, response);
  }

  /** Goes back from hop to hop for as long as the one who speaks is a listed proxy. */
  private ForwardedRequest sender(HttpServletRequest request, InetAddress peer) {
    InetAddress address = peer;
    Boolean https = null;
    for (ForwardedHop hop : ForwardedHop.read(request, proxies.proxyHeaders()).reversed()) {
      if (!lists(address)) {
        break;
      }
      https = hop.https() == null ? https : hop.https();
      Optional<InetAddress> before = hop.address();
      if (before.isEmpty()) {
        break;
      }
      address = before.get();
    }
    return new ForwardedRequest(request, address.getHostAddress(), https);
  }

  private boolean lists(InetAddress address) {
    return listed.stream().anyMatch(network -> network.contains(address));
  }

  private static boolean speaksOfForwarding(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream().anyMatch(ProxyFilter::ofProxies);
  }

  /** Whether only a proxy has any business to write this header. */
  static boolean ofProxies(@Nullable String header) {
    String name = header == null ? "" : header.toLowerCase(Locale.ROOT);
    return name.startsWith("x-forwarded-")
        || switch (name) {
          case "forwarded", "x-real-ip", "client-cert", "client-cert-chain" -> true;
          default -> false;
        };
  }
}
