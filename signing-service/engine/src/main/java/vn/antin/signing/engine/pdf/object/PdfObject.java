package vn.antin.signing.engine.pdf.object;

/** A value in a PDF (ISO 32000-1 section 7.3). Immutable, but for a stream's bytes in the file. */
public sealed interface PdfObject
    permits PdfNull,
        PdfBoolean,
        PdfNumber,
        PdfString,
        PdfName,
        PdfArray,
        PdfDictionary,
        PdfReference,
        PdfStream {}
