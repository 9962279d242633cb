package vn.antin.auth.oauth2.registration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in metadata. Redirect URIs are compared character by character later (RFC 9700 §2.1),
 * so what could be read in two ways is refused here.
 */
final class UriRules {
  static final int LONGEST = 1_000;

  private static final int MOST_REDIRECTS = 30;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** RFC 8252 §7.1: a private scheme is a reversed domain name, so it has a dot. */
  private static final Pattern PRIVATE_SCHEME =
      Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");

  private UriRules() {}

  /** {@code redirect_uris} or {@code post_logout_redirect_uris}. */
  static Set<String> redirects(
      MetadataReader in, String member, boolean nativeApp, boolean vetted) {
    Set<String> accepted = new LinkedHashSet<>();
    for (String text : in.texts(member, MOST_REDIRECTS, LONGEST)) {
      String fault = redirectFault(text, nativeApp, vetted);
      if (fault == null) {
        accepted.add(text);
      } else {
        in.redirectFault(member, fault, explain(fault) + ": " + text);
      }
    }
    return accepted;
  }

  private static @Nullable String redirectFault(String text, boolean nativeApp, boolean vetted) {
    URI uri = parse(text);
    if (uri == null || uri.getScheme() == null) {
      return "uri";
    }
    if (text.contains("#")) {
      return "uri-fragment";
    }
    if (text.contains("*")) {
      return "uri-wildcard";
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (nativeApp && PRIVATE_SCHEME.matcher(scheme).matches()) {
      return uri.isOpaque() ? "uri" : null;
    }
    return webFault(uri, nativeApp || vetted);
  }

  /** An https address, or one on the developer's own machine. */
  private static @Nullable String webFault(URI uri, boolean loopback) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || uri.getUserInfo() != null || dotted(uri)) {
      return "uri";
    }
    if (scheme.equals("https") || (scheme.equals("http") && loopback && onLoopback(uri))) {
      return null;
    }
    return "uri-scheme";
  }

  private static boolean dotted(URI uri) {
    String path = Objects.requireNonNullElse(uri.getPath(), "");
    return path.contains("/../") || path.endsWith("/..") || path.contains("/./");
  }

  static boolean onLoopback(URI uri) {
    String host = uri.getHost();
    return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /** An address that we ask for ourselves; whether we may is decided again when we do. */
  static @Nullable URI fetched(MetadataReader in, String member) {
    return address(in, member, true);
  }

  /** A page or an endpoint of the client, for browsers; kept under its name. */
  static @Nullable URI address(MetadataReader in, String member, boolean loopback) {
    String text = in.text(member, LONGEST);
    if (text == null) {
      return null;
    }
    URI uri = parse(text);
    String fault =
        uri == null || uri.getScheme() == null
            ? "uri"
            : text.contains("#") ? "uri-fragment" : webFault(uri, loopback);
    if (fault != null) {
      in.fault(member, fault, explain(fault) + ": " + text);
      return null;
    }
    in.keep(member, text);
    return uri;
  }

  /** The reference of a request object may carry the object's hash (OpenID Connect Core §6.2). */
  static void requestUris(MetadataReader in) {
    Set<String> accepted = in.texts("request_uris", MOST_REDIRECTS, LONGEST);
    for (String text : accepted) {
      URI uri = parse(text);
      String fault = uri == null || uri.getScheme() == null ? "uri" : webFault(uri, true);
      if (fault != null) {
        in.fault("request_uris", fault, explain(fault) + ": " + text);
      }
    }
    if (!accepted.isEmpty()) {
      in.keep("request_uris", accepted.stream().toList());
    }
  }

  /** Scheme, host and port, the way browsers compare them. */
  static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() == -1 ? usual : uri.getPort();
    return scheme + "://" + host(uri) + ":" + port;
  }

  static String host(URI uri) {
    return Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
  }

  private static @Nullable URI parse(String text) {
    if (text.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f || c == '\\')) {
      return null;
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String explain(String fault) {
    return switch (fault) {
      case "uri-fragment" -> "expected no fragment";
      case "uri-wildcard" -> "expected an exact address, not a pattern";
      case "uri-scheme" -> "expected https, or http on the own machine of a native application";
      default -> "expected an absolute URI with a host and no user";
    };
  }
}
