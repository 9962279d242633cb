package vn.antin.auth.account;

import java.text.Normalizer;

/**
 * A name in its three parts, in composed form (Unicode NFC), single spaces between the words. A
 * name of one word is a given name.
 */
public record PersonName(String family, String middle, String given) {
  public PersonName {
    family = tidy(family);
    middle = tidy(middle);
    given = tidy(given);
  }

  /** A full name in Vietnamese order: the first word is the family's, the last one is given. */
  public static PersonName of(String fullName) {
    String name = tidy(fullName);
    int first = name.indexOf(' ');
    if (first < 0) {
      return new PersonName("", "", name);
    }
    int last = name.lastIndexOf(' ');
    return new PersonName(
        name.substring(0, first),
        first == last ? "" : name.substring(first + 1, last),
        name.substring(last + 1));
  }

  /** The full name in Vietnamese order. */
  public String display() {
    return tidy(family + " " + middle + " " + given);
  }

  static String tidy(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replaceAll("(?U)[\\s\\p{Cc}\\p{Cf}]+", " ")
        .strip();
  }
}
