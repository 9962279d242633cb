package vn.antin.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests by name and by object identifier. */
final class Digests {
  private Digests() {}

  static byte[] sha256(byte[]... parts) {
    MessageDigest digest = of("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  static MessageDigest of(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  /**
   * The SHA-2 with so many bytes.
   *
   * @throws IllegalArgumentException when there is none
   */
  static String ofLength(int length) {
    return switch (length) {
      case 32 -> "SHA-256";
      case 48 -> "SHA-384";
      case 64 -> "SHA-512";
      default -> throw new IllegalArgumentException("no digest has " + length + " bytes");
    };
  }

  /**
   * The JDK's name of a digest.
   *
   * @throws IllegalArgumentException when a grant may not use it
   */
  static String name(String oid) {
    return switch (oid) {
      case "2.16.840.1.101.3.4.2.1" -> "SHA-256";
      case "2.16.840.1.101.3.4.2.2" -> "SHA-384";
      case "2.16.840.1.101.3.4.2.3" -> "SHA-512";
      default -> throw new IllegalArgumentException("the hash algorithm " + oid + " is not known");
    };
  }
}
