package vn.antin.signing.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A hash value; compared in constant time. */
public final class Hash {

  private final byte[] bytes;

  public Hash(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A digest by its JCA name, such as {@code SHA-256}; one of those every JDK has. */
  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }

  /** SHA-256 of the bytes. */
  public static Hash sha256(byte[] bytes) {
    return new Hash(digest("SHA-256").digest(bytes));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
