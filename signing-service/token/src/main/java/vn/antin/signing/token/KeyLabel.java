package vn.antin.signing.token;

import java.util.UUID;
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

  /** A new label for the key of an authority with this name. */
  public static KeyLabel ofAuthority(String name) {
    return new KeyLabel("authority-" + name + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** Whether the key was made for the authority with this name. */
  public boolean isOfAuthority(String name) {
    return value.matches("authority-" + Pattern.quote(name) + "-[0-9a-f]{8}");
  }

  static boolean allowed(String value) {
    return ALLOWED.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
