package vn.antin.signing.dossier;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What finds a result on the public page: 128 random bits, written as 26 characters of Crockford's
 * base 32, which people can read out and type.
 */
record CheckCode(String text) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS = 128;
  private static final int LENGTH = 26;
  private static final int LONGEST_TYPED = 64;

  static CheckCode create(SecureRandom random) {
    var rest = new BigInteger(BITS, random);
    var text = new StringBuilder();
    for (var digit = 0; digit < LENGTH; digit++) {
      text.insert(0, ALPHABET.charAt(rest.intValue() & 31));
      rest = rest.shiftRight(5);
    }
    return new CheckCode(text.toString());
  }

  /** As someone typed it: small letters, dashes and the look-alikes I, L and O are understood. */
  static Optional<CheckCode> read(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    var text =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replaceAll("[IL]", "1");
    return text.length() == LENGTH && text.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0)
        ? Optional.of(new CheckCode(text))
        : Optional.empty();
  }
}
