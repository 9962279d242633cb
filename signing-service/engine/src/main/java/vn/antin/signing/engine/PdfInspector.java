package vn.antin.signing.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.PdfInspection.Form;
import vn.antin.signing.engine.PdfInspection.PageSize;

/** Looks at an uploaded file. Thread-safe; memory does not follow the size of the file. */
public final class PdfInspector {

  /** How many page sizes are told at most. */
  public static final int PAGE_SIZES = 500;

  /**
   * Says what the document is.
   *
   * @throws EngineException SOURCE_UNREADABLE when the source fails; a bad file is a return value
   */
  public PdfInspection inspect(DocumentSource document) {
    return switch (OpenPdf.open(document)) {
      case OpenPdf.Unusable(PdfInspection verdict) -> verdict;
      case OpenPdf.Opened opened -> describe(opened);
    };
  }

  private static PdfInspection describe(OpenPdf.Opened opened) {
    try (opened) {
      PDDocument document = opened.document();
      return new PdfInspection.Usable(
          document.getNumberOfPages(),
          pageSizes(document),
          (int)
              document.getSignatureDictionaries().stream()
                  .filter(signature -> signature.getCOSObject().containsKey(COSName.BYTERANGE))
                  .count(),
          form(document),
          OpenPdf.permissions(document));
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new PdfInspection.Broken(Damage.UNREADABLE, e.toString());
    }
  }

  private static List<PageSize> pageSizes(PDDocument document) {
    List<PageSize> sizes = new ArrayList<>();
    for (PDPage page : document.getPages()) {
      PDRectangle box = page.getCropBox();
      boolean turned = page.getRotation() % 180 != 0;
      sizes.add(
          turned
              ? new PageSize(box.getHeight(), box.getWidth())
              : new PageSize(box.getWidth(), box.getHeight()));
      if (sizes.size() == PAGE_SIZES) {
        break;
      }
    }
    return sizes;
  }

  private static Form form(PDDocument document) {
    COSDictionary form =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
    if (form == null) {
      return Form.NONE;
    }
    return form.containsKey(COSName.XFA) ? Form.XFA : Form.FIELDS;
  }
}
