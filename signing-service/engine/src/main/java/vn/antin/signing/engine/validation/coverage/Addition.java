package vn.antin.signing.engine.validation.coverage;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something in the file that a signature does not cover.
 *
 * @param what the field, page, file or element it concerns; may be empty
 * @param allowed whether it is what may follow a signature (another signature, a time-stamp,
 *     validation data, or what a certifying author allowed)
 */
public record Addition(Kind kind, String what, boolean allowed) {

  private static final String MESSAGES = "vn.antin.signing.engine.validation.coverage.messages";

  /** What kind of thing was added or changed. */
  public enum Kind {
    SIGNATURE("added.signature"),
    TIMESTAMP("added.timestamp"),
    VALIDATION_DATA("added.validation-data"),
    FORM_VALUE("added.form-value"),
    FIELD("added.field"),
    ANNOTATION("added.annotation"),
    APPEARANCE("added.appearance"),
    PAGE("added.page"),
    CONTENT("added.content"),
    CATALOG("added.catalog"),
    METADATA("added.metadata"),
    BYTES("added.bytes"),
    FILE("added.file"),
    ELEMENT("added.element");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** Stable name for programs and message catalogues. */
    public String key() {
      return key;
    }
  }

  /** The words; Vietnamese unless the locale is English. */
  public String text(Locale locale) {
    Locale known = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.ROOT;
    String pattern = ResourceBundle.getBundle(MESSAGES, known).getString(kind.key);
    String words = MessageFormat.format(pattern, what).strip();
    return words.endsWith(":") ? words.substring(0, words.length() - 1) : words;
  }
}
