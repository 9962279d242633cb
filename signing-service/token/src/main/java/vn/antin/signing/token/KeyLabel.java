package vn.antin.signing.token;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a key in a token: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, beginning with a letter or
 * digit, so that it is the same in every token and safe as a file name.
 */
public record KeyLabel(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern AUTHORITY = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  public KeyLabel {
    if (!allowed(value)) {
      throw new IllegalArgumentException(
          "A key label is 1 to 64 of A-Z a-z 0-9 . _ - beginning with a letter or digit, found: "
              + value);
    }
  }

  /**
   * Whether an authority may have this name: 1 to 40 of {@code a-z 0-9 -}, beginning and ending
   * with a letter or digit, and not one that the address of a delta list would have.
   */
  public static boolean namesAuthority(String name) {
    return AUTHORITY.matcher(name).matches() && !name.endsWith("-delta");
  }

  /**
   * A new label for the key of an authority with this name.
   *
   * @throws IllegalArgumentException when no authority may have it
   */
  public static KeyLabel ofAuthority(String name) {
    if (!namesAuthority(name)) {
      throw new IllegalArgumentException("no name of an authority: " + name);
    }
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
