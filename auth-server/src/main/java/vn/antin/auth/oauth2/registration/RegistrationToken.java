package vn.antin.auth.oauth2.registration;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.auth.digest.Digest;

/** A bearer token of 256 random bits for registering or for managing a client. Prints nothing. */
record RegistrationToken(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static RegistrationToken create() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new RegistrationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    return Digest.sha256(reveal);
  }

  @Override
  public String toString() {
    return "RegistrationToken";
  }
}
