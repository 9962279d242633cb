package vn.antin.auth.oauth2.registration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A bearer token of 256 random bits for registering or for managing a client. Prints nothing. */
record RegistrationToken(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static RegistrationToken create() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new RegistrationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
    return "RegistrationToken";
  }
}
