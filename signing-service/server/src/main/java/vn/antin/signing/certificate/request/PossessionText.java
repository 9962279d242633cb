package vn.antin.signing.certificate.request;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vn.antin.signing.certificate.OneTimeCode;

/**
 * What the key of a USB token signs to prove that its holder has it. The first line keeps it from
 * being taken for anything else (no DER, XML, JSON or PDF begins so), the second from being used at
 * another server, the third from being used again, the fourth from being said of another
 * certificate.
 */
final class PossessionText {
  private PossessionText() {}

  /**
   * The bytes, in ASCII.
   *
   * @param certificate its SHA-256 in small hexadecimal digits
   */
  static byte[] of(URI server, OneTimeCode code, String certificate) {
    return """
    antin-usb-token-registration-v1
    server: %s
    code: %s
    certificate: %s
    """
        .formatted(address(server), code.symbols(), certificate)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** One form of an address: small letters, no usual port, no slash at the end. */
  static String address(URI server) {
    var scheme = server.getScheme().toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var port = server.getPort() < 0 || server.getPort() == usual ? "" : ":" + server.getPort();
    var path = server.getRawPath().replaceAll("/+$", "");
    return scheme + "://" + server.getHost().toLowerCase(Locale.ROOT) + port + path;
  }
}
