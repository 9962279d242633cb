package vn.antin.signing.engine.pdf.object;

/** The null object; a reference to an object that does not exist means the same. */
public enum PdfNull implements PdfObject {
  NULL
}
