package vn.antin.signing.engine.appearance.content;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** The fonts and images of one update; what is used twice is embedded once. */
final class Embeddings {

  private static final PdfName FLATE = new PdfName("FlateDecode");

  private record Image(Picture picture, PdfReference reference) {}

  private record Font(SerifFont font, SortedSet<Character> characters, PdfReference reference) {}

  private final PdfUpdate update;
  private final PdfaTraits traits;
  private final List<Image> images = new ArrayList<>();
  private final List<Font> fonts = new ArrayList<>();

  private final @Nullable PdfReference given;

  /**
   * @param given a font that is in the file already and is to be used for all text
   */
  Embeddings(PdfUpdate update, PdfaTraits traits, @Nullable PdfReference given) {
    this.update = update;
    this.traits = traits;
    this.given = given;
  }

  PdfReference font(SerifFont font, SortedSet<Character> characters) {
    if (given != null) {
      return given;
    }
    for (Font known : fonts) {
      if (known.font() == font && known.characters().containsAll(characters)) {
        return known.reference();
      }
    }
    PdfReference reference = FontEmbedding.embed(update, font, characters, traits.cidSets());
    fonts.add(new Font(font, characters, reference));
    return reference;
  }

  PdfReference image(Picture picture) {
    for (Image known : images) {
      if (known.picture().sameAs(picture)) {
        return known.reference();
      }
    }
    PdfReference reference = update.add(stream(picture));
    images.add(new Image(picture, reference));
    return reference;
  }

  private PdfStream stream(Picture picture) {
    PdfDictionary image =
        raster(picture, 8).with("ColorSpace", traits.colours().rgb()).with("Filter", FLATE);
    if (!picture.transparent()) {
      return PdfStream.of(image, picture.colours());
    }
    if (traits.transparency()) {
      PdfDictionary opacity =
          raster(picture, 8).with("ColorSpace", new PdfName("DeviceGray")).with("Filter", FLATE);
      PdfReference mask = update.add(PdfStream.of(opacity, picture.opacity()));
      return PdfStream.of(image.with("SMask", mask), picture.colours());
    }
    // A stencil hides or paints and blends nothing (ISO 32000-1 section 8.9.6.3).
    PdfDictionary stencil =
        raster(picture, 1).with("ImageMask", new PdfBoolean(true)).with("Filter", FLATE);
    PdfReference mask = update.add(PdfStream.of(stencil, picture.stencil()));
    return PdfStream.of(image.with("Mask", mask), picture.coloursOnWhite());
  }

  private static PdfDictionary raster(Picture picture, int bits) {
    return PdfDictionary.ofType("XObject")
        .with("Subtype", new PdfName("Image"))
        .with("Width", PdfNumber.of((long) picture.columns()))
        .with("Height", PdfNumber.of((long) picture.rows()))
        .with("BitsPerComponent", PdfNumber.of((long) bits));
  }
}
