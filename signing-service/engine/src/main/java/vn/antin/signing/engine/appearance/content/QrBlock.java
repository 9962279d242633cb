package vn.antin.signing.engine.appearance.content;

import java.nio.charset.StandardCharsets;

/**
 * A QR code (ISO/IEC 18004), error correction M, drawn as squares on white.
 *
 * @param text what it says, at most 1,000 bytes of UTF-8
 * @param width with the quiet zone of four modules that scanners need
 */
public record QrBlock(String text, Millimetres width) implements Content {

  private static final int MOST = 1_000;

  public QrBlock {
    if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > MOST) {
      throw new IllegalArgumentException("A QR code holds 1 to %d bytes".formatted(MOST));
    }
    if (width.value() <= 0) {
      throw new IllegalArgumentException("A QR code has a width");
    }
  }
}
