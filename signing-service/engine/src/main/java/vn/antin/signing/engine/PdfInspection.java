package vn.antin.signing.engine;

import java.util.List;

/** What a file is, seen before anything is signed. */
public sealed interface PdfInspection {

  /**
   * A PDF that can be read and shown.
   *
   * @param pageSizes of the first pages, at most {@link PdfInspector#PAGE_SIZES}
   * @param signatures how many signatures it carries already
   */
  record Usable(
      int pageCount, List<PageSize> pageSizes, int signatures, Form form, Permissions permissions)
      implements PdfInspection {

    public Usable {
      pageSizes = List.copyOf(pageSizes);
    }
  }

  /** Not a PDF at all. */
  record NotPdf() implements PdfInspection {}

  /**
   * Protected by a password or a certificate, or by an owner who lets nobody sign. {@code detail}
   * is for the operator.
   */
  record Encrypted(String detail) implements PdfInspection {}

  /** A PDF that is damaged. {@code detail} is for the operator. */
  record Broken(Damage damage, String detail) implements PdfInspection {}

  /** Width and height in points (1/72 inch) as shown, after rotation. */
  record PageSize(float width, float height) {}

  /** What kind of form it holds; an XFA form may look different in each reader. */
  enum Form {
    NONE,
    FIELDS,
    XFA
  }

  /** What the author of a certified document allows later (DocMDP). */
  enum Permissions {
    ANY_CHANGE,
    ANNOTATE_AND_FILL,
    FILL_AND_SIGN,
    NO_CHANGE
  }

  /** How a PDF is damaged. */
  enum Damage {
    UNREADABLE,
    NO_PAGES,
    /** The table that says where objects are is wrong; readers would guess, each in its way. */
    CROSS_REFERENCE,
    /** It asks for more than the limits of the reader. */
    LIMIT
  }
}
