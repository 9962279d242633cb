package vn.antin.auth.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.digest.Digest;

/**
 * A password made for one system: 160 random bits, known by its form, so that trying it costs one
 * look-up and no slow hash. Prints nothing.
 */
record ApplicationPassword(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "antin-";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 32;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[" + LETTERS + "]{" + LENGTH + "}");

  static ApplicationPassword create() {
    StringBuilder text = new StringBuilder(PREFIX);
    RANDOM.ints(LENGTH, 0, LETTERS.length()).forEach(letter -> text.append(LETTERS.charAt(letter)));
    return new ApplicationPassword(text.toString());
  }

  /** What was given at a bind, if it has the form of one. */
  static Optional<ApplicationPassword> read(String given) {
    return FORM.matcher(given).matches()
        ? Optional.of(new ApplicationPassword(given))
        : Optional.empty();
  }

  /** Of this account's password alone. */
  byte[] hash(AccountId account) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(("application-password:" + account + ":").getBytes(StandardCharsets.UTF_8));
    return sha256.digest(reveal.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ApplicationPassword";
  }
}
