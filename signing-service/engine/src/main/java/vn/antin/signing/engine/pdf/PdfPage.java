package vn.antin.signing.engine.pdf;

import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfReference;

/**
 * A page.
 *
 * @param dictionary as written
 * @param complete the same with /Resources, /MediaBox, /CropBox and /Rotate of its ancestors where
 *     it has none of its own
 */
public record PdfPage(PdfReference reference, PdfDictionary dictionary, PdfDictionary complete) {

  /** The whole page: /MediaBox, or Letter where there is none that makes sense. */
  public PdfRectangle media(PdfFile file) {
    return PdfRectangle.of(file, complete.get("MediaBox"))
        .filter(box -> box.width() > 0 && box.height() > 0)
        .orElse(PdfRectangle.LETTER);
  }

  /** What viewers show of it: /CropBox as far as it lies on the page. */
  public PdfRectangle visible(PdfFile file) {
    PdfRectangle media = media(file);
    return PdfRectangle.of(file, complete.get("CropBox"))
        .flatMap(box -> box.within(media))
        .orElse(media);
  }

  /** By how much it is turned clockwise when shown: 0, 90, 180 or 270 degrees. */
  public int rotation(PdfFile file) {
    double degrees = file.number(complete.get("Rotate"), 0);
    return degrees % 90 == 0 ? Math.floorMod((int) degrees, 360) : 0;
  }

  /** Points (1/72 inch) in one user space unit. */
  public double userUnit(PdfFile file) {
    double unit = file.number(complete.get("UserUnit"), 1);
    return unit > 0 && unit <= 1_000_000 ? unit : 1;
  }
}
