package vn.antin.signing.engine.appearance.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * A PNG seen before it is decoded: its size, and the same file without the chunks that a picture
 * does not need (text and colour profiles may be compressed without bound).
 */
final class PngChunks {

  static final int LARGEST_FILE = 8 << 20;

  private static final byte[] MAGIC = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final int MOST_CHUNKS = 10_000;

  private final int width;
  private final int height;
  private final byte[] essential;

  private PngChunks(int width, int height, byte[] essential) {
    this.width = width;
    this.height = height;
    this.essential = essential;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  byte[] essential() {
    return essential;
  }

  /** Why the bytes are no picture of ours. */
  static final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    private final PictureReading.Reason reason;

    Unusable(PictureReading.Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    PictureReading.Reason reason() {
      return reason;
    }
  }

  static PngChunks of(byte[] png) throws Unusable {
    if (png.length > LARGEST_FILE) {
      throw new Unusable(PictureReading.Reason.TOO_LARGE, png.length + " bytes");
    }
    if (png.length < 33 || !Arrays.equals(png, 0, 8, MAGIC, 0, 8)) {
      throw new Unusable(PictureReading.Reason.NOT_PNG, "No PNG signature");
    }
    ByteBuffer in = ByteBuffer.wrap(png).position(8);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
    kept.write(png, 0, 8);
    int width = 0;
    int height = 0;
    for (int count = 0; count < MOST_CHUNKS && in.remaining() >= 12; count++) {
      int start = in.position();
      int length = in.getInt();
      byte[] name = new byte[4];
      in.get(name);
      String type = new String(name, StandardCharsets.ISO_8859_1);
      if (length < 0 || length > in.remaining() - 4) {
        throw new Unusable(PictureReading.Reason.DAMAGED, "Chunk " + start + " is cut off");
      }
      if (type.equals("IHDR") != (count == 0) || (type.equals("IHDR") && length != 13)) {
        throw new Unusable(PictureReading.Reason.DAMAGED, "The header is not where it belongs");
      }
      if (count == 0) {
        width = in.getInt(in.position());
        height = in.getInt(in.position() + 4);
      }
      in.position(in.position() + length + 4);
      if (NEEDED.contains(type)) {
        kept.write(png, start, length + 12);
      }
      if (type.equals("IEND")) {
        return new PngChunks(width, height, kept.toByteArray());
      }
    }
    throw new Unusable(PictureReading.Reason.DAMAGED, "The end is missing");
  }
}
