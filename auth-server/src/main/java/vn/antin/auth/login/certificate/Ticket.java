package vn.antin.auth.login.certificate;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.auth.digest.Digest;

/** What a browser carries between the two origins: 256 random bits. Prints nothing. */
record Ticket(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  static Ticket create() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    return Digest.sha256(reveal);
  }

  @Override
  public String toString() {
    return "Ticket";
  }
}
