package vn.antin.signing.engine.pdf;

import vn.antin.signing.engine.PdfInspection;

/** A document that was opened, or why it was not. */
public sealed interface Opening {

  record Opened(PdfFile file) implements Opening {}

  record Refused(PdfInspection verdict) implements Opening {}
}
