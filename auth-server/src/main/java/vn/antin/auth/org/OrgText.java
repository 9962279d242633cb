package vn.antin.auth.org;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names, titles and identifiers as they are kept: composed form (Unicode NFC), single spaces. */
final class OrgText {
  private static final int LONGEST = 200;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private OrgText() {}

  static String name(String field, String value) {
    if (UNPRINTABLE.matcher(value).find()) {
      throw OrgException.of(OrgException.Code.INVALID, field);
    }
    String kept = Normalizer.normalize(value, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
    if (kept.isEmpty() || kept.length() > LONGEST) {
      throw OrgException.of(OrgException.Code.INVALID, field);
    }
    return kept;
  }

  /** An organisation identifier, such as {@code H37.02.02}; empty when there is none. */
  static String code(String value) {
    String kept = value.strip();
    if (!kept.isEmpty() && !CODE.matcher(kept).matches()) {
      throw OrgException.of(OrgException.Code.INVALID, "code");
    }
    return kept;
  }
}
