package vn.antin.signing.engine.pdf.object;

/** True or false. */
public record PdfBoolean(boolean value) implements PdfObject {}
