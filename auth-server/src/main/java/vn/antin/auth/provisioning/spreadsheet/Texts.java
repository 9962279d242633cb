package vn.antin.auth.provisioning.spreadsheet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as people typed it, made one form: composed (Unicode NFC), single spaces, nothing unseen.
 */
final class Texts {
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]+");
  private static final Pattern NAME =
      Pattern.compile("[\\p{IsLatin}\\p{M}](?:[\\p{IsLatin}\\p{M} .'’-]*[\\p{IsLatin}\\p{M}.])?");

  /**
   * The old font encodings TCVN3 (ABC) and VNI put Vietnamese letters on the places of signs and of
   * foreign letters. Read as Unicode they leave signs inside words, letters and pairs of vowels
   * that no Vietnamese name has, and capitals with diacritics after small letters.
   */
  private static final Pattern OLD_FONT =
      Pattern.compile(
          "\\p{L}[¡-¿×÷]|[¡-¿×÷]\\p{L}|[øûïåäëüÿîœæØÛÏÅÄËÜÎŒÆ]|\\p{Ll}[À-ÖØ-Þ]"
              + "|[aAeE][ãâêàáèéùõ]|[oO][âêù]");

  private Texts() {}

  /** One line in composed form. */
  static String line(String text) {
    String visible = UNSEEN.matcher(text).replaceAll("");
    String composed = Normalizer.normalize(visible, Normalizer.Form.NFC);
    return SPACES.matcher(composed).replaceAll(" ").strip();
  }

  /** Whether the text was typed in TCVN3 (ABC) or VNI and would come out as nonsense. */
  static boolean inOldFont(String line) {
    return OLD_FONT.matcher(line).find();
  }

  /** Whether it can be a person's name. */
  static boolean isName(String line) {
    return line.length() <= 100 && NAME.matcher(line).matches();
  }

  /** A name in capitals as it is otherwise written; any other as it is. */
  static String written(String name) {
    if (!name.equals(name.toUpperCase(Locale.ROOT)) || name.length() < 2) {
      return name;
    }
    StringBuilder written = new StringBuilder(name.length());
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      written.append(start ? c : Character.toLowerCase(c));
      start = !Character.isLetter(c) && Character.getType(c) != Character.NON_SPACING_MARK;
    }
    return written.toString();
  }
}
