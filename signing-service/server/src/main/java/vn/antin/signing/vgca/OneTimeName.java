package vn.antin.signing.vgca;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.signing.document.Sha256;

/** 256 random bits as the last part of an address; only their hash is stored. */
final class OneTimeName {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LENGTH = 32;

  private final byte[] bits = new byte[LENGTH];

  OneTimeName() {
    RANDOM.nextBytes(bits);
  }

  /** The hash of what was sent; of what is none, a hash that nothing has. */
  static byte[] hash(String text) {
    try {
      var decoded = Base64.getUrlDecoder().decode(text);
      return Sha256.digest().digest(decoded.length == LENGTH ? decoded : new byte[0]);
    } catch (IllegalArgumentException e) {
      return Sha256.digest().digest(new byte[0]);
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
    return "OneTimeName[hidden]";
  }
}
