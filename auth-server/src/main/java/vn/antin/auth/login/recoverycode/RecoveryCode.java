package vn.antin.auth.login.recoverycode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One code: 60 random bits in letters that cannot be mistaken for each other. Prints nothing. */
record RecoveryCode(String reveal) {
  /** Base32 without i, l, o, u (Crockford's). */
  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int LENGTH = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  static RecoveryCode random() {
    StringBuilder code = new StringBuilder(LENGTH);
    RANDOM.ints(LENGTH, 0, LETTERS.length()).forEach(i -> code.append(LETTERS.charAt(i)));
    return new RecoveryCode(code.toString());
  }

  /** What somebody read from paper: spaces, dashes, capitals and look-alikes are forgiven. */
  static RecoveryCode typed(String text) {
    return new RecoveryCode(
        text.toLowerCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('o', '0')
            .replace('i', '1')
            .replace('l', '1'));
  }

  /** In groups of four. */
  String printed() {
    return reveal.replaceAll("(.{4})(?=.)", "$1-");
  }

  byte[] hash(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(reveal.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "RecoveryCode";
  }
}
