package vn.antin.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one running house, all derived from the first: auth-server at the base, the signing
 * service 100 and admin-ui 200 above, management one above each, the LDAP gateway at 1389 moved by
 * the same distance.
 *
 * @param base the auth-server's port
 */
record Ports(int base) {
  static final int DEFAULT_BASE = 9000;

  private static final int GATEWAY = 1389;

  Ports {
    if (base < DEFAULT_BASE || base > 65_000) {
      throw new StandaloneException(
          StandaloneException.Code.USAGE,
          "--port-base must lie between 9000 and 65000, not " + base + ".");
    }
  }

  int auth() {
    return base;
  }

  int signing() {
    return base + 100;
  }

  int admin() {
    return base + 200;
  }

  int gateway() {
    return GATEWAY + base - DEFAULT_BASE;
  }

  /** What listens on each port, in the order in which they are reported. */
  Map<Integer, String> uses() {
    Map<Integer, String> uses = new LinkedHashMap<>();
    uses.put(auth(), "auth-server");
    uses.put(auth() + 1, "auth-server management");
    uses.put(signing(), "signing-service");
    uses.put(signing() + 1, "signing-service management");
    uses.put(admin(), "admin-ui");
    uses.put(admin() + 1, "admin-ui management");
    uses.put(gateway(), "LDAP gateway");
    return uses;
  }

  /** Fails with the first port that something else listens on. */
  void requireFree() {
    uses()
        .forEach((port, use) -> {
          if (!isFree(port)) {
            throw new StandaloneException(
                StandaloneException.Code.ENVIRONMENT,
                "Port "
                    + port
                    + " ("
                    + use
                    + ") is already in use"
                    + PortHolder.of(port).map(holder -> " by " + holder).orElse("")
                    + ". Stop that program, or choose other ports with --port-base N"
                    + " (now "
                    + base
                    + ").");
          }
        });
  }

  /** A set of ports that are free now, away from the defaults and from the ephemeral range. */
  static Ports anyFree() {
    for (int base = 10_000; base < 32_000; base += 250) {
      Ports ports = new Ports(base);
      if (ports.uses().keySet().stream().allMatch(Ports::isFree)) {
        return ports;
      }
    }
    throw new StandaloneException(
        StandaloneException.Code.ENVIRONMENT, "No free ports were found between 10000 and 32000.");
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
