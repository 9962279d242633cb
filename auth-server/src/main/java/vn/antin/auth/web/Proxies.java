package vn.antin.auth.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The reverse proxies whose word is taken for where a request came from.
 *
 * @param trustedProxies their addresses in CIDR notation; what everyone else says of forwarding or
 *     of client certificates is not read
 * @param proxyHeaders which headers they write; the others stay unread, because a proxy passes on
 *     what it does not know
 * @param proxyClientCertificates whether they write {@code Client-Cert} (RFC 9440) and remove what
 *     a client wrote there itself
 */
@ConfigurationProperties("antin")
record Proxies(
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("x-forwarded") Headers proxyHeaders,
    @DefaultValue("false") boolean proxyClientCertificates) {
  /** Who a proxy says it speaks for. */
  enum Headers {
    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
    X_FORWARDED,
    /** {@code Forwarded} (RFC 7239). */
    FORWARDED
  }

  Proxies {
    trustedProxies = List.copyOf(trustedProxies);
    networks(trustedProxies);
  }

  List<Network> networks() {
    return networks(trustedProxies);
  }

  private static List<Network> networks(List<String> texts) {
    try {
      return texts.stream().map(Network::of).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("antin.trusted-proxies: " + e.getMessage(), e);
    }
  }
}
