package vn.antin.ldap.federation;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one directory, tried in order, and how to reach them.
 *
 * @param urls {@code ldap://host[:389]} or {@code ldaps://host[:636]}; all with the same scheme
 * @param trustFile PEM certificates to trust; absent means the JVM's own
 * @param connections at most so many connections of each kind (search, bind)
 */
public record Servers(
    List<URI> urls,
    Transport transport,
    @Nullable Path trustFile,
    Duration connectTimeout,
    Duration responseTimeout,
    int connections) {
  public Servers {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a directory needs at least one url; found none");
    }
    String scheme = transport == Transport.LDAPS ? "ldaps" : "ldap";
    for (URI url : urls) {
      if (!scheme.equals(url.getScheme()) || url.getHost() == null) {
        throw new IllegalArgumentException(
            "expected %s://host[:port] with transport %s; found %s"
                .formatted(scheme, transport, url));
      }
      if (transport == Transport.PLAIN && !isLoopback(url)) {
        throw new IllegalArgumentException(
            "%s would send passwords in clear text; use START_TLS or LDAPS off the loopback interface"
                .formatted(url));
      }
    }
    if (!connectTimeout.isPositive() || !responseTimeout.isPositive() || connections < 1) {
      throw new IllegalArgumentException(
          "time-outs and the number of connections must be positive");
    }
  }

  String[] hosts() {
    return urls.stream().map(Servers::host).toArray(String[]::new);
  }

  int[] ports() {
    int usual = transport == Transport.LDAPS ? 636 : 389;
    return urls.stream().mapToInt(url -> url.getPort() < 0 ? usual : url.getPort()).toArray();
  }

  private static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isLoopback(URI url) {
    try {
      return InetAddress.getByName(host(url)).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
