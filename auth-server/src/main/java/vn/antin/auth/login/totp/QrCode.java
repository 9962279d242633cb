package vn.antin.auth.login.totp;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text as a QR code (ISO/IEC 18004): an SVG picture in an address that a page can show. */
final class QrCode {
  /** The white frame that cameras want. */
  private static final int QUIET = 4;

  private QrCode() {}

  static String picture(String text) {
    io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      int x = 0;
      while (x < code.size) {
        int run = 0;
        while (x + run < code.size && code.getModule(x + run, y)) {
          run++;
        }
        if (run > 0) {
          path.append("M%d,%dh%dv1h-%dz".formatted(x + QUIET, y + QUIET, run, run));
        }
        x += Math.max(run, 1);
      }
    }
    int size = code.size + 2 * QUIET;
    String svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0,0h%dv%dH0z"/><path d="%s"/></svg>\
        """
            .formatted(size, size, size, size, path);
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.US_ASCII));
  }
}
