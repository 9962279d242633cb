package vn.antin.signing.engine.appearance.content;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfObject;

/**
 * How colours are written: for a device, or calibrated where a PDF/A has no RGB output intent (ISO
 * 19005-1 section 6.2.3).
 */
enum ColourSpaces {
  DEVICE,
  CALIBRATED;

  /** The operator that fills with black (0) or white (1). */
  String fill(int gray) {
    return this == DEVICE ? gray + " g" : "/Cs0 cs %d %d %d sc".formatted(gray, gray, gray);
  }

  /** The name under which the resources must hold {@link #rgb}. */
  @Nullable String named() {
    return this == DEVICE ? null : "Cs0";
  }

  /** sRGB in the approximation of CalRGB (ISO 32000-1 section 8.6.5.3). */
  PdfObject rgb() {
    if (this == DEVICE) {
      return new PdfName("DeviceRGB");
    }
    return PdfArray.of(
        new PdfName("CalRGB"),
        PdfDictionary.EMPTY
            .with("WhitePoint", PdfArray.ofNumbers(0.9505, 1, 1.089))
            .with("Gamma", PdfArray.ofNumbers(2.2, 2.2, 2.2))
            .with(
                "Matrix",
                PdfArray.ofNumbers(
                    0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505)));
  }
}
