package vn.antin.auth.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be talked to: those of the public internet, and the networks that the
 * operator allows. The rest is what the IANA special-purpose registries (RFC 6890) keep from the
 * public internet. Java itself turns IPv4-mapped IPv6 addresses into IPv4 ones. The signing engine
 * keeps the same list in {@code online}: whoever changes one changes both.
 */
final class Reach {
  private static final List<Network> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Network::of)
          .toList();

  /** All that has been given out of IPv6's public space (RFC 4291 §2.4). */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  /** IPv4 behind a translator (NAT64, RFC 6052 §2.1): the last four bytes are what is reached. */
  private static final Network NAT64 = Network.of("64:ff9b::/96");

  private static final int IPV4_LENGTH = 4;

  private final List<Network> allowed;

  Reach(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  boolean permits(InetAddress address) {
    if (listed(allowed, address)) {
      return true;
    }
    if (NAT64.contains(address)) {
      return permits(translated(address));
    }
    boolean ipv4 = address.getAddress().length == IPV4_LENGTH;
    return !listed(NOT_PUBLIC, address) && (ipv4 || GLOBAL_UNICAST.contains(address));
  }

  private static boolean listed(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static InetAddress translated(InetAddress address) {
    byte[] bytes = address.getAddress();
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(bytes, bytes.length - IPV4_LENGTH, bytes.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an IPv4 address", e);
    }
  }
}
