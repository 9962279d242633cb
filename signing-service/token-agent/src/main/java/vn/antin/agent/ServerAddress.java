package vn.antin.agent;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A server in the one form in which both sides sign it: small letters, no usual port, no slash at
 * the end.
 */
record ServerAddress(String text) {

  /** Takes https, and http only on this machine. */
  static ServerAddress parse(String typed) throws UsageException {
    URI uri;
    try {
      uri = new URI(typed.strip());
    } catch (URISyntaxException e) {
      throw notAnAddress(typed);
    }
    @Nullable String scheme = uri.getScheme();
    @Nullable String host = uri.getHost();
    if (scheme == null
        || host == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw notAnAddress(typed);
    }
    boolean https = scheme.equalsIgnoreCase("https");
    if (!https && !(scheme.equalsIgnoreCase("http") && loopback(host))) {
      throw new UsageException("Chỉ gửi qua https: " + typed);
    }
    boolean usual = uri.getPort() < 0 || uri.getPort() == (https ? 443 : 80);
    return new ServerAddress(
        scheme.toLowerCase(Locale.ROOT)
            + "://"
            + host.toLowerCase(Locale.ROOT)
            + (usual ? "" : ":" + uri.getPort())
            + uri.getRawPath().replaceAll("/+$", ""));
  }

  URI registrations() {
    return URI.create(text + "/usb-token-registrations");
  }

  private static boolean loopback(String host) {
    try {
      return host.equalsIgnoreCase("localhost")
          || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static UsageException notAnAddress(String typed) {
    return new UsageException("Không phải địa chỉ máy chủ (https://…): " + typed);
  }
}
