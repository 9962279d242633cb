package vn.antin.signing.engine.pdf;

/**
 * A page.
 *
 * @param dictionary as written
 * @param complete the same with /Resources, /MediaBox, /CropBox and /Rotate of its ancestors where
 *     it has none of its own
 */
public record PdfPage(PdfReference reference, PdfDictionary dictionary, PdfDictionary complete) {}
