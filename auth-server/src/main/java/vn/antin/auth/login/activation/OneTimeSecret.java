package vn.antin.auth.login.activation;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.antin.auth.digest.Digest;

/**
 * What lets an official set a password once: the secret of a link (256 random bits), or a code on
 * paper (100 random bits, twenty letters and digits that cannot be mistaken for each other). Prints
 * nothing.
 */
public record OneTimeSecret(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Crockford's: without I, L, O and U. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int CODE_LENGTH = 20;
  private static final int GROUP = 4;
  private static final Pattern CODE = Pattern.compile("[" + LETTERS + "]{" + CODE_LENGTH + "}");

  /** What somebody typed or followed: a code is known in small letters and without its hyphens. */
  public OneTimeSecret {
    String code =
        reveal
            .replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    reveal = CODE.matcher(code).matches() ? code : reveal.strip();
  }

  static OneTimeSecret forLink() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static OneTimeSecret forPaper() {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    RANDOM
        .ints(CODE_LENGTH, 0, LETTERS.length())
        .forEach(letter -> code.append(LETTERS.charAt(letter)));
    return new OneTimeSecret(code.toString());
  }

  /** Whether it is a code on paper. */
  boolean onPaper() {
    return CODE.matcher(reveal).matches();
  }

  /** A code as it is printed: {@code 7Q2M-…}, in five groups. */
  public String printed() {
    return reveal.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  byte[] hash() {
    return Digest.sha256(reveal);
  }

  @Override
  public String toString() {
    return "OneTimeSecret";
  }
}
