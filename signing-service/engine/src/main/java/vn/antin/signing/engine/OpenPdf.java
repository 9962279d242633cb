package vn.antin.signing.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.PdfInspection.Permissions;

/** A document that was opened, or why it was not. Foreign bytes end here, never in an exception. */
sealed interface OpenPdf {

  record Opened(PDDocument document, PdfBoxSource source) implements OpenPdf, AutoCloseable {

    @Override
    public void close() throws IOException {
      document.close();
    }
  }

  record Unusable(PdfInspection verdict) implements OpenPdf {}

  /** A PDF may have up to 1,024 bytes before its header (ISO 32000-1, implementation note 13). */
  int HEADER_WITHIN = 1024;

  static OpenPdf open(DocumentSource document) {
    PdfBoxSource source = new PdfBoxSource(document);
    if (!hasHeader(document, source.length())) {
      return new Unusable(new PdfInspection.NotPdf());
    }
    try {
      PDDocument opened =
          new PDFParser(source, "", null, null, IOUtils.createMemoryOnlyStreamCache()).parse(true);
      PdfInspection verdict = verdict(opened);
      if (verdict != null) {
        opened.close();
        return new Unusable(verdict);
      }
      return new Opened(opened, source);
    } catch (InvalidPasswordException e) {
      return new Unusable(new PdfInspection.Encrypted("It is encrypted"));
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Unusable(new PdfInspection.Broken(Damage.UNREADABLE, e.toString()));
    }
  }

  private static @Nullable PdfInspection verdict(PDDocument document) {
    if (document.isEncrypted()) {
      return new PdfInspection.Encrypted("It is encrypted");
    }
    if (document.getNumberOfPages() <= 0) {
      return new PdfInspection.Broken(Damage.NO_PAGES, "The page tree is empty");
    }
    document.getPage(0); // throws when the page tree leads nowhere
    if (document.getDocument().getStartXref() <= 0) {
      return new PdfInspection.Broken(
          Damage.CROSS_REFERENCE, "There is no cross-reference that an update could refer to");
    }
    return null;
  }

  private static boolean hasHeader(DocumentSource document, long length) {
    byte[] head = new byte[(int) Math.min(HEADER_WITHIN, length)];
    PdfBoxSource.readFully(document, 0, ByteBuffer.wrap(head));
    return new String(head, StandardCharsets.ISO_8859_1).contains("%PDF-");
  }

  /** What the certification signature allows (ISO 32000-1 section 12.8.2.2). */
  static Permissions permissions(PDDocument document) {
    COSDictionary perms =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PERMS);
    COSDictionary signature =
        perms == null ? null : perms.getCOSDictionary(COSName.getPDFName("DocMDP"));
    if (signature == null) {
      return Permissions.ANY_CHANGE;
    }
    COSArray references = signature.getCOSArray(COSName.REFERENCE);
    for (int i = 0; references != null && i < references.size(); i++) {
      if (references.getObject(i) instanceof COSDictionary reference
          && "DocMDP".equals(reference.getNameAsString(COSName.TRANSFORM_METHOD))) {
        COSDictionary parameters = reference.getCOSDictionary(COSName.TRANSFORM_PARAMS);
        int level = parameters == null ? 2 : parameters.getInt(COSName.P, 2);
        return switch (level) {
          case 1 -> Permissions.NO_CHANGE;
          case 3 -> Permissions.ANNOTATE_AND_FILL;
          default -> Permissions.FILL_AND_SIGN;
        };
      }
    }
    return Permissions.ANY_CHANGE;
  }
}
