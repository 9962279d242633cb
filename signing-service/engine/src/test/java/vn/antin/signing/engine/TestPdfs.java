package vn.antin.signing.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Documents made for tests. */
public final class TestPdfs {

  private TestPdfs() {}

  public static byte[] pages(int count) {
    try (PDDocument document = new PDDocument()) {
      for (int i = 1; i <= count; i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN), 14);
          content.newLineAtOffset(72, 720);
          content.showText("Quyet dinh, trang " + i);
          content.endText();
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page with text and an attachment-like stream that brings the file to about this size. */
  public static byte[] withImage(int bytes) {
    try (PDDocument document = Loader.loadPDF(pages(3))) {
      byte[] noise = new byte[bytes];
      new Random(1).nextBytes(noise);
      PDStream stream = new PDStream(document, new ByteArrayInputStream(noise));
      document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Scan"), stream);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A byte inside a compressed page content, which no structure of the file depends on. */
  public static int positionInText(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    return text.indexOf("stream", text.indexOf("/FlateDecode")) + 30;
  }
}
