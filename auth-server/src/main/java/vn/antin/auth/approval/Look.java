package vn.antin.auth.approval;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which part of a long list the official looks at; it changes nothing of what is agreed to.
 *
 * @param find words to find in names; empty for all
 * @param group the folder or group; empty for all
 * @param page from 1
 */
record Look(String find, String group, int page) {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final int LONGEST = 255;

  Look {
    find = find.strip();
    find = find.length() > LONGEST ? find.substring(0, LONGEST) : find;
    page = Math.max(1, page);
  }

  /** Letters without their marks, so that who types without them finds as well. */
  static String plain(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .replace('đ', 'd');
  }
}
