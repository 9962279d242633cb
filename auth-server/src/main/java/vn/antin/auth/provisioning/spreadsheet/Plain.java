package vn.antin.auth.provisioning.spreadsheet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words without what people vary: case, diacritics, punctuation, spaces. */
final class Plain {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

  private Plain() {}

  /** {@code Họ và tên (*)} becomes {@code ho va ten}. */
  static String words(String text) {
    return OTHER.matcher(letters(text)).replaceAll(" ").strip();
  }

  /** {@code Đặng} becomes {@code dang}; what is no letter stays. */
  static String letters(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return MARKS.matcher(apart).replaceAll("").replace('đ', 'd');
  }
}
