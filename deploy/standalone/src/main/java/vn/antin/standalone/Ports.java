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
 * the same distance. With TLS the three serve HTTPS 443 higher instead, and the auth-server asks
 * for client certificates one above its own.
 *
 * @param base the auth-server's port without TLS
 * @param tls whether the applications serve HTTPS
 */
record Ports(int base, boolean tls) {
  static final int DEFAULT_BASE = 9000;

  private static final int GATEWAY = 1389;
  private static final int TLS = 443;

  Ports {
    int highest = tls ? 64_800 : 65_000;
    if (base < DEFAULT_BASE || base > highest) {
      throw Options.usage(
          "--port-base must lie between 9000 and " + highest + ", not " + base + ".");
    }
  }

  /** Without TLS. */
  Ports(int base) {
    this(base, false);
  }

  int auth() {
    return base + (tls ? TLS : 0);
  }

  /** Where the auth-server asks for client certificates; only with TLS. */
  int mutual() {
    return auth() + 1;
  }

  int signing() {
    return auth() + 100;
  }

  int admin() {
    return auth() + 200;
  }

  /** Management of an application; always plain, for this machine only. */
  int management(App app) {
    return app.port(this) - (tls ? TLS : 0) + 1;
  }

  int gateway() {
    return GATEWAY + base - DEFAULT_BASE;
  }

  /** What listens on each port, in the order in which they are reported. */
  Map<Integer, String> uses() {
    Map<Integer, String> uses = new LinkedHashMap<>();
    uses.put(auth(), "auth-server");
    uses.put(management(App.AUTH), "auth-server management");
    uses.put(signing(), "signing-service");
    uses.put(management(App.SIGNING), "signing-service management");
    uses.put(admin(), "admin-ui");
    uses.put(management(App.ADMIN), "admin-ui management");
    if (tls) {
      uses.put(mutual(), "auth-server, client certificates");
    }
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
    return anyFree(false);
  }

  static Ports anyFree(boolean tls) {
    for (int base = 10_000; base < 32_000; base += 250) {
      Ports ports = new Ports(base, tls);
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
