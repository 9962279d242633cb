package vn.antin.auth.oauth2.decoupled;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.auth.digest.Digest;

/** What a client polls with: 256 random bits. Prints nothing. */
public record PollSecret(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  public static PollSecret create() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new PollSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    return Digest.sha256(reveal);
  }

  @Override
  public String toString() {
    return "PollSecret";
  }
}
