package vn.antin.signing.token.ceremony;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One operator's part of a secret, as it is written down: {@code antin-share threshold number
 * fingerprint value check}. The fingerprint is of the whole secret and tells which shares belong
 * together; the check finds a slip of the pen. Prints nothing of the value but by {@link #text}.
 */
final class Share {
  private static final String NAME = "antin-share";
  private static final int CHECK = 4;
  private static final HexFormat HEX = HexFormat.of();

  private final int threshold;
  private final int number;
  private final String fingerprint;
  private final byte[] value;

  Share(int threshold, int number, String fingerprint, byte[] value) {
    if (threshold < 2 || number < 1 || number > 255 || !fingerprint.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("Not a share: wrong threshold, number or fingerprint");
    }
    this.threshold = threshold;
    this.number = number;
    this.fingerprint = fingerprint;
    this.value = value.clone();
  }

  int threshold() {
    return threshold;
  }

  int number() {
    return number;
  }

  String fingerprint() {
    return fingerprint;
  }

  byte[] value() {
    return value.clone();
  }

  /** What is written down. */
  String text() {
    return "%s %d %d %s %s %s"
        .formatted(NAME, threshold, number, fingerprint, HEX.formatHex(value), check());
  }

  /**
   * Reads what was written down.
   *
   * @throws IllegalArgumentException saying what is wrong, never the value
   */
  static Share read(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (parts.length != 6 || !parts[0].equals(NAME)) {
      throw new IllegalArgumentException("A share is six words and begins with " + NAME);
    }
    Share share;
    try {
      share =
          new Share(
              Integer.parseInt(parts[1]),
              Integer.parseInt(parts[2]),
              parts[3],
              HEX.parseHex(parts[4]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("A share's numbers are not numbers", e);
    }
    if (!share.check().equals(parts[5])) {
      throw new IllegalArgumentException(
          "Share " + share.number + " was not copied rightly: its check differs");
    }
    return share;
  }

  /** The first eight bytes of a hash of the secret. */
  static String fingerprint(byte[] secret) {
    return HEX.formatHex(hash("antin-master-fingerprint-v1", secret), 0, 8);
  }

  private String check() {
    byte[] content =
        ByteBuffer.allocate(8 + value.length).putInt(threshold).putInt(number).put(value).array();
    try {
      return HEX.formatHex(hash(fingerprint, content), 0, CHECK);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static byte[] hash(String purpose, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(purpose.getBytes(StandardCharsets.US_ASCII));
      return digest.digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The JDK lacks SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Share[" + number + " of " + fingerprint + "]";
  }
}
