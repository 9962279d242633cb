package vn.antin.auth.login.activation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of an activation link: 256 random bits. Prints nothing. */
record ActivationToken(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static ActivationToken create() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new ActivationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(reveal.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ActivationToken";
  }
}
