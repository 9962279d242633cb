package vn.antin.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * Proxies whose word about a call is believed. Addresses are compared, not their texts: {@code ::1}
 * is {@code 0:0:0:0:0:0:0:1}. Immutable.
 */
public final class Proxies {
  private final Set<InetAddress> addresses;

  private Proxies(Set<InetAddress> addresses) {
    this.addresses = addresses;
  }

  /**
   * Those that a setting names.
   *
   * @param setting where the addresses were written
   * @throws ConfigurationFault when one of them is no address
   */
  public static Proxies of(String setting, Collection<String> addresses) {
    return new Proxies(
        addresses.stream()
            .map(each -> literal(setting, each))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether the call came from one of them. */
  public boolean sent(HttpServletRequest request) {
    try {
      return addresses.contains(InetAddress.ofLiteral(request.getRemoteAddr()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static InetAddress literal(String setting, String written) {
    try {
      return InetAddress.ofLiteral(written.strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationFault(
          setting + " holds '" + written + "', which is no address.",
          "Write the addresses of the proxies, such as 127.0.0.1 or ::1, see"
              + " docs/signing-service.md.",
          e);
    }
  }
}
