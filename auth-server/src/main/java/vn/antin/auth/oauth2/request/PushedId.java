package vn.antin.auth.oauth2.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Names a pushed request; whoever reads the table cannot make one. */
public record PushedId(String value) {
  static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  static PushedId create() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new PushedId(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static boolean looksLikeOne(String requestUri) {
    return requestUri.startsWith(PREFIX);
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
