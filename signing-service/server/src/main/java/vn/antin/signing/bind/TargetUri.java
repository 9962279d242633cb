package vn.antin.signing.bind;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a request as RFC 9449 §4.3 compares it: without query and fragment, after the
 * syntax- and scheme-based normalization of RFC 3986 §6.2.2 and §6.2.3.
 */
record TargetUri(String normalized) {
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final int HEX = 16;

  /** Empty when the text is not an http or https address. */
  static Optional<TargetUri> of(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getRawUserInfo() != null
          || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.empty();
      }
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      String port = standard(scheme, uri.getPort()) ? "" : ":" + uri.getPort();
      String path = new URI(escapes(uri.getRawPath())).normalize().getRawPath();
      return Optional.of(
          new TargetUri(scheme + "://" + host + port + (path.isEmpty() ? "/" : path)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean standard(String scheme, int port) {
    return port == -1 || port == (scheme.equals("https") ? 443 : 80);
  }

  /** Decodes what needs no escape and writes the other escapes in capitals. */
  private static String escapes(String path) {
    return ESCAPE
        .matcher(path)
        .replaceAll(escape -> {
          char character = (char) Integer.parseInt(escape.group(1), HEX);
          boolean unreserved =
              (character >= 'a' && character <= 'z')
                  || (character >= 'A' && character <= 'Z')
                  || (character >= '0' && character <= '9')
                  || "-._~".indexOf(character) >= 0;
          return unreserved
              ? String.valueOf(character)
              : "%" + escape.group(1).toUpperCase(Locale.ROOT);
        });
  }
}
