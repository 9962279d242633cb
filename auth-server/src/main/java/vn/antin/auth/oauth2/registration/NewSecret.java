package vn.antin.auth.oauth2.registration;

import java.security.SecureRandom;
import java.util.Base64;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientSecret;

/**
 * A client secret that we make; shown once. Prints nothing.
 *
 * @param reveal the secret itself: 256 random bits, or 512 where it keys a MAC (RFC 7518 §3.2 wants
 *     a key as long as the hash)
 */
public record NewSecret(String reveal, ClientSecret stored) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /** A secret for a client that authenticates so. */
  public static NewSecret create(ClientAuthentication authentication) {
    boolean keysMac = authentication == ClientAuthentication.CLIENT_SECRET_JWT;
    byte[] bytes = new byte[keysMac ? 2 * BYTES : BYTES];
    RANDOM.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new NewSecret(
        secret, keysMac ? ClientSecret.readable(secret) : ClientSecret.hashed(secret));
  }

  @Override
  public String toString() {
    return "NewSecret";
  }
}
