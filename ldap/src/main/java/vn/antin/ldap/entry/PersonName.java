package vn.antin.ldap.entry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Vietnamese name, family name first: Nguyễn (family) Văn (middle, may be empty) An (given). LDAP
 * has no middle name, so {@link #givenNames()} is what {@code givenName} carries: "Văn An".
 */
public record PersonName(String family, String middle, String given, String display) {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  public PersonName {
    if (display.isBlank()) {
      display = join(family, join(middle, given));
    }
    if (display.isBlank()) {
      throw new IllegalArgumentException("a person needs a name; every part of it was empty");
    }
  }

  /** Middle and given name together, as {@code givenName} carries them. */
  public String givenNames() {
    return join(middle, given);
  }

  /**
   * Reads the name of an {@code inetOrgPerson}. {@code sn} and {@code givenName} decide when both
   * are there; otherwise the full name is split in Vietnamese order.
   *
   * @param full {@code displayName} or {@code cn}
   * @throws IllegalArgumentException when all three are missing or blank
   */
  public static PersonName fromDirectory(
      @Nullable String sn, @Nullable String givenName, @Nullable String full) {
    String family = clean(sn);
    String rest = clean(givenName);
    String display = clean(full);
    if (family.isEmpty() || rest.isEmpty()) {
      String whole = display.isEmpty() ? join(family, rest) : display;
      int firstSpace = whole.indexOf(' ');
      family = firstSpace < 0 ? "" : whole.substring(0, firstSpace);
      rest = whole.substring(firstSpace + 1);
    }
    int lastSpace = rest.lastIndexOf(' ');
    return new PersonName(
        family,
        lastSpace < 0 ? "" : rest.substring(0, lastSpace),
        rest.substring(lastSpace + 1),
        display);
  }

  private static String clean(@Nullable String value) {
    return value == null ? "" : SPACES.matcher(value).replaceAll(" ").strip();
  }

  private static String join(String first, String second) {
    return (first + " " + second).strip();
  }
}
