package vn.antin.signing.grant;

import java.util.Base64;

/** A hash of any algorithm, kept in base64 so that it compares and prints; never a secret. */
public record HashValue(String base64) {
  public HashValue {
    var bytes = Base64.getDecoder().decode(base64);
    if (bytes.length == 0 || !Base64.getEncoder().encodeToString(bytes).equals(base64)) {
      throw new IllegalArgumentException("a hash is base64 in its one form");
    }
  }

  public static HashValue of(byte[] value) {
    return new HashValue(Base64.getEncoder().encodeToString(value));
  }

  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }
}
