package vn.antin.auth.approval;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import vn.antin.auth.digest.Digest;

/** A SHA-256 value: 32 bytes, compared by content. */
final class Sha256 {
  private static final int LENGTH = 32;
  private final byte[] bytes;

  private Sha256(byte[] bytes) {
    this.bytes = bytes;
  }

  static Sha256 of(byte[] digest) {
    if (digest.length != LENGTH) {
      throw new IllegalArgumentException(
          "a SHA-256 value has 32 bytes, found %d".formatted(digest.length));
    }
    return new Sha256(digest.clone());
  }

  /** Reads padded standard base64; anything else is refused, so that one value has one spelling. */
  static Sha256 parse(String base64) {
    Sha256 value = of(Base64.getDecoder().decode(base64));
    if (!value.base64().equals(base64)) {
      throw new IllegalArgumentException("a digest is padded standard base64");
    }
    return value;
  }

  static Sha256 digest(byte[]... parts) {
    MessageDigest digest = Digest.sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Sha256(digest.digest());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** All of it, in groups of four hex digits: what a person compares. */
  String fingerprint() {
    return HexFormat.of().formatHex(bytes).replaceAll("(.{4})(?=.)", "$1 ");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 that && Arrays.equals(bytes, that.bytes);
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
