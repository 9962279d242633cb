package vn.antin.signing.engine.pdf.object;

/**
 * A name without its slash, escapes undone.
 *
 * @param value one char for each byte (ISO 8859-1), so that every name survives reading and writing
 */
public record PdfName(String value) implements PdfObject {}
