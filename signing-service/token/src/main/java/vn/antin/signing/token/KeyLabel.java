package vn.antin.signing.token;

import java.util.regex.Pattern;

/**
 * The name of a key in a token: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, beginning with a letter or
 * digit, so that it is the same in every token and safe as a file name.
 */
public record KeyLabel(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public KeyLabel {
    if (!allowed(value)) {
      throw new IllegalArgumentException(
          "A key label is 1 to 64 of A-Z a-z 0-9 . _ - beginning with a letter or digit, found: "
              + value);
    }
  }

  static boolean allowed(String value) {
    return ALLOWED.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
