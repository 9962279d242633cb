package vn.antin.signing.agent;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.signing.document.Sha256;

/** 256 random bits as text; only their hash is stored. */
final class Handle {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LENGTH = 32;

  private final byte[] bits;

  private Handle(byte[] bits) {
    this.bits = bits;
  }

  static Handle random() {
    var bits = new byte[LENGTH];
    RANDOM.nextBytes(bits);
    return new Handle(bits);
  }

  /** The hash of what was sent; of what is none, a hash that nothing has. */
  static byte[] hash(String text) {
    return Sha256.digest().digest(decoded(text));
  }

  private static byte[] decoded(String text) {
    try {
      var decoded = Base64.getUrlDecoder().decode(text);
      return decoded.length == LENGTH ? decoded : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  byte[] hash() {
    return Sha256.digest().digest(bits);
  }

  /** Reading it is found by searching for {@code reveal}. */
  String reveal() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  @Override
  public String toString() {
    return "Handle[hidden]";
  }
}
