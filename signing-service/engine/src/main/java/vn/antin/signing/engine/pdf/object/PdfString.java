package vn.antin.signing.engine.pdf.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A string of bytes, which may stand for text (ISO 32000-1 section 7.9.2). */
public final class PdfString implements PdfObject {

  private final byte[] bytes;
  private final boolean hexadecimal;

  private PdfString(byte[] bytes, boolean hexadecimal) {
    this.bytes = bytes;
    this.hexadecimal = hexadecimal;
  }

  /** Bytes, written in hexadecimal. */
  public static PdfString of(byte[] bytes) {
    return of(bytes, true);
  }

  /** Bytes, written in hexadecimal or between round brackets. */
  public static PdfString of(byte[] bytes, boolean hexadecimal) {
    return new PdfString(bytes.clone(), hexadecimal);
  }

  /** Text: ASCII as it is, anything else as UTF-16BE, which every reader understands. */
  public static PdfString of(String text) {
    boolean ascii = text.chars().allMatch(c -> c >= 32 && c < 127);
    return ascii
        ? new PdfString(text.getBytes(StandardCharsets.US_ASCII), false)
        : new PdfString(("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE), true);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  /** Whether it is written in hexadecimal, between angle brackets. */
  public boolean hexadecimal() {
    return hexadecimal;
  }

  /** The text: UTF-16 or UTF-8 where marked, otherwise PDFDocEncoding. */
  public String text() {
    if (startsWith(0xfe, 0xff)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    if (startsWith(0xff, 0xfe)) { // against the standard, but written
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(0xef, 0xbb, 0xbf)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    return PdfDocEncoding.decode(bytes);
  }

  private boolean startsWith(int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PdfString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "<" + HexFormat.of().formatHex(bytes) + ">";
  }
}
