package vn.antin.signing.signature;

import vn.antin.signing.engine.appearance.Warning;

/**
 * What a person should look at before a document is signed.
 *
 * @param kind such as {@code covers-text}
 * @param detail what is covered: text of the document, for who may see it and never for a log
 */
public record LookWarning(String kind, String detail) {
  private static final int LONGEST = 120;

  /** Nobody has looked at what would be covered. */
  public static final LookWarning NOT_CHECKED = new LookWarning("not-checked", "");

  static LookWarning of(Warning warning) {
    var detail = warning.detail();
    return new LookWarning(
        PlaceForm.word(warning.kind()),
        detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST) + "…");
  }
}
