package vn.antin.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** PDF files made for one purpose each. */
public final class TestPdfs {
  private TestPdfs() {}

  public static byte[] saying(String text) {
    try (var document = document(text)) {
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines under each other, 100 points apart. */
  public static byte[] lines(String... lines) {
    try (var document = document(lines)) {
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Carries so many bytes that do not compress. */
  public static byte[] ofSize(int bytes) {
    try (var document = document("large")) {
      var noise = new byte[bytes];
      new Random(1).nextBytes(noise);
      document
          .getDocumentCatalog()
          .getCOSObject()
          .setItem("AntinNoise", new PDStream(document, new java.io.ByteArrayInputStream(noise)));
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] encrypted() {
    try (var document = document("secret")) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins like a PDF and has nothing else of one. */
  public static byte[] broken() {
    return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R\n"
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static PDDocument document(String... lines) throws IOException {
    var document = new PDDocument();
    var page = new PDPage();
    document.addPage(page);
    try (var content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN), 14);
      content.newLineAtOffset(72, 700);
      for (var line : lines) {
        content.showText(line);
        content.newLineAtOffset(0, -100);
      }
      content.endText();
    }
    return document;
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }
}
