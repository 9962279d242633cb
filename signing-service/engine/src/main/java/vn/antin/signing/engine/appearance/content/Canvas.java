package vn.antin.signing.engine.appearance.content;

import static vn.antin.signing.engine.appearance.content.Numbers.decimal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** The content of a form XObject, drawn in points from its upper left corner. */
final class Canvas {

  private final double height;
  private final ColourSpaces colours;
  private final StringBuilder operators = new StringBuilder();
  private PdfDictionary fonts = PdfDictionary.EMPTY;
  private PdfDictionary images = PdfDictionary.EMPTY;

  /**
   * @param height of the form in points
   * @param scale makes everything smaller, so that the canvas is higher by as much
   */
  Canvas(double height, double scale, ColourSpaces colours) {
    this.height = height / scale;
    if (scale < 1) {
      operators.append("%s 0 0 %s 0 0 cm\n".formatted(decimal(scale), decimal(scale)));
    }
    this.colours = colours;
  }

  void image(PdfReference image, Box box) {
    String name = "Im" + image.number();
    images = images.with(name, image);
    operators
        .append("q %s 0 0 %s ".formatted(decimal(box.width()), decimal(box.height())))
        .append(
            "%s %s cm /%s Do Q\n"
                .formatted(decimal(box.x()), decimal(height - box.bottom()), name));
  }

  void text(PdfReference font, double size, double x, double baseline, String line) {
    String name = "F" + font.number();
    fonts = fonts.with(name, font);
    operators
        .append("q %s BT /%s %s Tf ".formatted(colours.fill(0), name, decimal(size)))
        .append("%s %s Td ".formatted(decimal(x), decimal(height - baseline)))
        .append("<%s> Tj ET Q\n".formatted(HexFormat.of().formatHex(FontEmbedding.codes(line))));
  }

  /** White or black rectangles, filled as one shape. */
  void rectangles(int gray, Iterable<Box> boxes) {
    operators.append("q ").append(colours.fill(gray)).append('\n');
    for (Box box : boxes) {
      operators.append(
          "%s %s %s %s re\n"
              .formatted(
                  decimal(box.x()),
                  decimal(height - box.bottom()),
                  decimal(box.width()),
                  decimal(box.height())));
    }
    operators.append("f Q\n");
  }

  /** The form XObject that shows it, right side up on its page. */
  PdfStream form(PdfArray area, PdfArray matrix) {
    PdfDictionary resources = PdfDictionary.EMPTY;
    if (!fonts.names().isEmpty()) {
      resources = resources.with("Font", fonts);
    }
    if (!images.names().isEmpty()) {
      resources = resources.with("XObject", images);
    }
    if (colours.named() != null) {
      resources = resources.with("ColorSpace", PdfDictionary.EMPTY.with("Cs0", colours.rgb()));
    }
    return PdfStream.deflated(
        PdfDictionary.ofType("XObject")
            .with("Subtype", new PdfName("Form"))
            .with("FormType", PdfNumber.of(1L))
            .with("BBox", area)
            .with("Matrix", matrix)
            .with("Resources", resources),
        operators.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
