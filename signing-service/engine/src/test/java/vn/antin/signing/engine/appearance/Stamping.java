package vn.antin.signing.engine.appearance;

import java.io.ByteArrayOutputStream;
import java.util.List;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;

/** Draws appearances as stamps, so that they are judged without a signature. */
final class Stamping {

  private final byte[] pdf;
  private final List<Layout> layouts;

  private Stamping(byte[] pdf, List<Layout> layouts) {
    this.pdf = pdf;
    this.layouts = layouts;
  }

  byte[] pdf() {
    return pdf;
  }

  List<Layout> layouts() {
    return layouts;
  }

  static Stamping of(byte[] source, Appearance... appearances) {
    PdfFile file = open(source);
    PdfUpdate update = new PdfUpdate(file);
    AppearanceWriter writer = new AppearanceWriter(file, update);
    List<Layout> layouts = List.of(appearances).stream().map(writer::draw).toList();
    for (Layout layout : layouts) {
      if (layout instanceof Layout.Drawing drawing) {
        PdfDictionary page = update.dictionary(drawing.page());
        PdfArray annotations =
            update.resolve(page.get("Annots")) instanceof PdfArray known ? known : PdfArray.of();
        update.put(
            drawing.page(), page.with("Annots", annotations.plus(update.add(annotation(drawing)))));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(source);
    out.writeBytes(update.write().bytes());
    return new Stamping(out.toByteArray(), layouts);
  }

  private static PdfDictionary annotation(Layout.Drawing drawing) {
    return PdfDictionary.ofType("Annot")
        .with("Subtype", new PdfName("Stamp"))
        .with("F", PdfNumber.of(4L))
        .with("Rect", drawing.rect().array())
        .with("AP", PdfDictionary.EMPTY.with("N", drawing.normalAppearance()));
  }

  static PdfFile open(byte[] pdf) {
    if (PdfFile.open(DocumentSource.of(pdf)) instanceof Opening.Opened(PdfFile file)) {
      return file;
    }
    throw new AssertionError("The document opens");
  }

  Layout.Drawing drawing() {
    if (layouts.getFirst() instanceof Layout.Drawing drawing) {
      return drawing;
    }
    throw new AssertionError(layouts.toString());
  }

  List<Warning> warnings() {
    return drawing().warnings();
  }
}
