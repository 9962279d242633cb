package vn.antin.signing.token.ceremony;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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

  /** What a share may be known by without being known: it says nothing of 32 bytes of chance. */
  String commitment() {
    byte[] content = content();
    try {
      return HEX.formatHex(hash("antin-share-commitment-v1 " + fingerprint, content));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Forgets the value. */
  void wipe() {
    Arrays.fill(value, (byte) 0);
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
    return read(text.toCharArray());
  }

  /** Reads characters that the caller wipes. */
  static Share read(char[] text) {
    List<int[]> words = words(text);
    if (words.size() != 6 || !word(text, words.get(0)).equals(NAME)) {
      throw new IllegalArgumentException("A share is six words and begins with " + NAME);
    }
    byte[] value = value(text, words.get(4));
    try {
      Share share =
          new Share(
              Integer.parseInt(word(text, words.get(1))),
              Integer.parseInt(word(text, words.get(2))),
              word(text, words.get(3)),
              value);
      if (!share.check().equals(word(text, words.get(5)))) {
        share.wipe();
        throw new IllegalArgumentException(
            "Share " + share.number + " was not copied rightly: its check differs");
      }
      return share;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("A share's numbers are not numbers", e);
    } finally {
      Arrays.fill(value, (byte) 0);
    }
  }

  private static byte[] value(char[] text, int[] word) {
    try {
      return HEX.parseHex(text, word[0], word[1]);
    } catch (IllegalArgumentException _) { // it names what was found
      throw new IllegalArgumentException("A share's value is not written in 0-9 and a-f");
    }
  }

  private static String word(char[] text, int[] word) {
    return String.valueOf(text, word[0], word[1] - word[0]).toLowerCase(Locale.ROOT);
  }

  /** Begin and end of each word. */
  private static List<int[]> words(char[] text) {
    List<int[]> words = new ArrayList<>();
    int at = 0;
    while (at < text.length) {
      while (at < text.length && Character.isWhitespace(text[at])) {
        at++;
      }
      int begin = at;
      while (at < text.length && !Character.isWhitespace(text[at])) {
        at++;
      }
      if (at > begin) {
        words.add(new int[] {begin, at});
      }
    }
    return words;
  }

  /** The first eight bytes of a hash of the secret. */
  static String fingerprint(byte[] secret) {
    return HEX.formatHex(hash("antin-master-fingerprint-v1", secret), 0, 8);
  }

  private String check() {
    byte[] content = content();
    try {
      return HEX.formatHex(hash(fingerprint, content), 0, CHECK);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private byte[] content() {
    return ByteBuffer.allocate(8 + value.length)
        .putInt(threshold)
        .putInt(number)
        .put(value)
        .array();
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
