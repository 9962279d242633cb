package vn.antin.auth.oauth2.request;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.auth.digest.Digest;

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
    return Digest.sha256(value);
  }
}
