package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy says of the one before it.
 *
 * @param sender the address as written, which may be hidden or nonsense
 * @param https whether it came by HTTPS; null when the proxy does not say
 */
record ForwardedHop(String sender, @Nullable Boolean https) {
  private static final int LONGEST = 4_096;
  private static final String HIDDEN = "unknown";

  /** The hops from the sender to us; the last was written by the proxy that we see. */
  static List<ForwardedHop> read(HttpServletRequest request, Proxies.Headers headers) {
    return switch (headers) {
      case X_FORWARDED -> forwardedFor(request);
      case FORWARDED -> forwarded(joined(request, "Forwarded"));
    };
  }

  /** The sender's address; empty when it is hidden (RFC 7239 §6.2, §6.3) or not an address. */
  Optional<InetAddress> address() {
    try {
      return Optional.of(InetAddress.ofLiteral(withoutPort(sender)));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static List<ForwardedHop> forwardedFor(HttpServletRequest request) {
    List<String> senders = split(joined(request, "X-Forwarded-For"), ',');
    List<String> schemes = split(joined(request, "X-Forwarded-Proto"), ',');
    // Proxies replace the scheme rather than add to it: the last one is the nearest proxy's.
    Boolean https = schemes.isEmpty() ? null : https(schemes.getLast());
    if (senders.isEmpty() && https != null) {
      return List.of(new ForwardedHop(HIDDEN, https));
    }
    return senders.stream().map(sender -> new ForwardedHop(sender, https)).toList();
  }

  private static List<ForwardedHop> forwarded(String header) {
    List<ForwardedHop> hops = new ArrayList<>();
    for (String element : split(header, ',')) {
      String sender = HIDDEN;
      Boolean https = null;
      for (String pair : split(element, ';')) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals).strip();
        String value = equals < 0 ? "" : unquoted(pair.substring(equals + 1).strip());
        switch (name.toLowerCase(Locale.ROOT)) {
          case "for" -> sender = value;
          case "proto" -> https = https(value);
          default -> {
            // by, host and what may come: our own addresses are configuration.
          }
        }
      }
      hops.add(new ForwardedHop(sender, https));
    }
    return hops;
  }

  private static boolean https(String scheme) {
    return scheme.equalsIgnoreCase("https");
  }

  private static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? node : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).replace("\\", "")
        : value;
  }

  private static String joined(HttpServletRequest request, String name) {
    String all = String.join(",", Collections.list(request.getHeaders(name)));
    // The end is the proxy's own; what lies before it may be as long as the sender liked.
    return all.length() <= LONGEST ? all : all.substring(all.length() - LONGEST);
  }

  /** Parts between separators that stand outside quotation marks, without the empty ones. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? separator : text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      if (i == text.length() || (c == separator && !quoted)) {
        String part = text.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
