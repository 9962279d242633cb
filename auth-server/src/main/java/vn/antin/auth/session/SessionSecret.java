package vn.antin.auth.session;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.auth.digest.Digest;

/** The value of the session cookie: 256 random bits. Prints nothing. */
record SessionSecret(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static SessionSecret create() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SessionSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    return Digest.sha256(reveal);
  }

  @Override
  public String toString() {
    return "SessionSecret";
  }
}
