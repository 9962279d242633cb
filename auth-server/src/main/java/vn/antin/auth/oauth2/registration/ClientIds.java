package vn.antin.auth.oauth2.registration;

import java.security.SecureRandom;

/** Ids for clients that nobody named: a prefix and 80 random bits. */
public final class ClientIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 16;

  private ClientIds() {}

  /** {@code prefix} and 16 characters. */
  public static String create(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    RANDOM.ints(LENGTH, 0, BASE32.length()).forEach(i -> id.append(BASE32.charAt(i)));
    return id.toString();
  }
}
