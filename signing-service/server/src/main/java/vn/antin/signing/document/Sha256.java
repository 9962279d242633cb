package vn.antin.signing.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A SHA-256 value, kept in base64 so that it compares and prints; never a secret. */
public record Sha256(String base64) {
  public static final String OID = "2.16.840.1.101.3.4.2.1";
  private static final int LENGTH = 32;

  public Sha256 {
    if (Base64.getDecoder().decode(base64).length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 value has 32 bytes");
    }
  }

  public static Sha256 of(byte[] value) {
    return new Sha256(Base64.getEncoder().encodeToString(value));
  }

  /** The value's digest engine. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  @Override
  public String toString() {
    return base64;
  }
}
