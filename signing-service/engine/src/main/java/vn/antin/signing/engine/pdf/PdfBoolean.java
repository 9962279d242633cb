package vn.antin.signing.engine.pdf;

/** True or false. */
public record PdfBoolean(boolean value) implements PdfObject {}
