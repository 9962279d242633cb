package vn.antin.signing.engine.appearance;

import java.util.List;
import vn.antin.signing.engine.pdf.PdfRectangle;
import vn.antin.signing.engine.pdf.object.PdfReference;

/** What became of an appearance. */
public sealed interface Layout {

  /**
   * It is in the update; the widget has yet to refer to it.
   *
   * @param rect of the widget, in the units of the page
   * @param normalAppearance the form XObject
   */
  record Drawing(
      PdfReference page, PdfRectangle rect, PdfReference normalAppearance, List<Warning> warnings)
      implements Layout {

    public Drawing {
      warnings = List.copyOf(warnings);
    }
  }

  /** Nothing was added to the update. {@code detail} is for who placed the appearance. */
  record Undrawable(Reason reason, String detail) implements Layout {}

  /** Why an appearance cannot be drawn. */
  enum Reason {
    NO_SUCH_PAGE,
    NO_SUCH_FIELD,
    /** The field has no widget that could be seen. */
    FIELD_INVISIBLE,
    TEXT_NOT_FOUND,
    /** No visible signature to stand over. */
    NO_SIGNATURE,
    OUTSIDE_PAGE,
    /** Liberation Serif lacks a character. */
    NO_GLYPH,
    /** The text of the page could not be read within the limits. */
    PAGE_UNREADABLE
  }
}
