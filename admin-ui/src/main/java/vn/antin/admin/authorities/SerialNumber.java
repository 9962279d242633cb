package vn.antin.admin.authorities;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Serial numbers as people copy them from programs, and as signing-service writes them. */
final class SerialNumber {
  /** RFC 5280 §4.1.2.2: at most 20 bytes. */
  private static final Pattern HEXADECIMAL = Pattern.compile("[1-9a-f][0-9a-f]{0,39}");

  private static final int LONGEST = 200;

  private SerialNumber() {}

  /** From {@code serial=0A:1B}, {@code 0x0a1b} and the like; empty when it is none. */
  static Optional<String> read(String typed) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    var digits =
        typed
            .toLowerCase(Locale.ROOT)
            .strip()
            .replaceFirst("^serial=", "")
            .replaceFirst("^0x", "")
            .replaceAll("[\\s:]", "")
            .replaceFirst("^0+", "");
    return HEXADECIMAL.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
  }
}
