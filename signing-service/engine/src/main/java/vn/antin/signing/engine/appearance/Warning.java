package vn.antin.signing.engine.appearance;

/**
 * Something a person should look at before the document is signed.
 *
 * @param detail what is covered, for the signer's eyes: text of the document, not for logs
 */
public record Warning(Kind kind, String detail) {

  /** What is odd. */
  public enum Kind {
    COVERS_TEXT,
    COVERS_IMAGE,
    /** Another field's or annotation's rectangle. */
    COVERS_FIELD,
    /** The content did not fit its box and was made smaller. */
    SCALED_DOWN,
    PARTLY_OUTSIDE_PAGE,
    /** The page could not be read within the limits, so nothing is said of what is covered. */
    NOT_CHECKED
  }
}
