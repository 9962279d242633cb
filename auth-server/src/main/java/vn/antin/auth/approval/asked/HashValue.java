package vn.antin.auth.approval.asked;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A hash of something to be signed, compared by content. Ordered, so that also values chosen to
 * collide in a hash table are found quickly.
 */
public final class HashValue implements Comparable<HashValue> {
  private final byte[] bytes;

  private HashValue(byte[] bytes) {
    this.bytes = bytes;
  }

  public static HashValue of(byte[] bytes) {
    return new HashValue(bytes.clone());
  }

  /**
   * Reads padded standard base64; anything else is refused, so that one value has one spelling.
   *
   * @throws IllegalArgumentException when it is not that
   */
  public static HashValue parse(String base64) {
    HashValue value = new HashValue(Base64.getDecoder().decode(base64));
    if (!value.base64().equals(base64)) {
      throw new IllegalArgumentException("a digest is padded standard base64");
    }
    return value;
  }

  /** Reads base64url, padded or not. */
  static HashValue parseUrl(String base64url) {
    HashValue value = new HashValue(Base64.getUrlDecoder().decode(base64url));
    Base64.Encoder encoder = Base64.getUrlEncoder();
    if (!encoder.encodeToString(value.bytes).equals(base64url)
        && !encoder.withoutPadding().encodeToString(value.bytes).equals(base64url)) {
      throw new IllegalArgumentException("a hash is base64url");
    }
    return value;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** All of it, in groups of four hex digits: what a person compares. */
  public String fingerprint() {
    return HexFormat.of().formatHex(bytes).replaceAll("(.{4})(?=.)", "$1 ");
  }

  @Override
  public int compareTo(HashValue other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashValue that && Arrays.equals(bytes, that.bytes);
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
