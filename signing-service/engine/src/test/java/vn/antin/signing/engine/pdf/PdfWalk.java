package vn.antin.signing.engine.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** Asks a file all that can be asked and continues it; damage may end this, nothing else. */
final class PdfWalk {

  private PdfWalk() {}

  static void through(byte[] bytes) {
    if (!(PdfFile.open(DocumentSource.of(bytes)) instanceof Opening.Opened(PdfFile file))) {
      return;
    }
    try {
      assertThat(file.pageCount()).isPositive();
      file.pages(0, 100).forEach(page -> page.visible(file));
      file.signatureFields();
      file.permissions();
      for (int number = 0; number < 40; number++) {
        if (file.resolve(new PdfReference(number, 0)) instanceof PdfStream stream) {
          stream.decoded(1 << 20);
        }
      }
    } catch (BrokenPdf e) {
      assertThat(e.detail()).isNotBlank();
      return;
    }
    continued(file);
  }

  private static void continued(PdfFile file) {
    Tail tail;
    try {
      PdfUpdate update = new PdfUpdate(file);
      update.addSignature(PdfDictionary.ofType("Sig"), 16);
      update.catalog(update.catalog().with("Test", PdfNumber.of(1)));
      tail = update.write();
    } catch (BrokenPdf e) {
      assertThat(e.detail()).isNotBlank();
      return;
    }
    try {
      Opening again = PdfFile.open(Tail.join(file.source(), tail.bytes()));
      assertThat(again).isInstanceOf(Opening.Opened.class);
      assertThat(((Opening.Opened) again).file().catalog().has("Test")).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
