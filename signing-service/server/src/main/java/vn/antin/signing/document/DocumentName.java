package vn.antin.signing.document;

import java.text.Normalizer;

/** Names of documents, made safe to show on a page where someone decides what to sign. */
public final class DocumentName {
  private static final int LONGEST = 180;
  private static final String NAMELESS = "tài liệu.pdf";

  private DocumentName() {}

  /**
   * The last part of a path, in one Unicode form, without control, invisible and direction-changing
   * characters.
   */
  static String clean(String name) {
    var clean =
        Normalizer.normalize(name, Normalizer.Form.NFC)
            .replaceAll("^.*[/\\\\]", "")
            .replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "")
            .replaceAll("\\s+", " ")
            .strip();
    if (clean.codePointCount(0, clean.length()) > LONGEST) {
      clean = clean.substring(0, clean.offsetByCodePoints(0, LONGEST)).strip();
    }
    return clean.isEmpty() ? NAMELESS : clean;
  }

  /** The name of the signed version: {@code a.pdf} becomes {@code a (đã ký).pdf}. */
  public static String signed(String name) {
    var stem = name.replaceFirst("(?i)\\.pdf$", "");
    return stem + " (đã ký).pdf";
  }
}
