package vn.antin.signing.engine;

import java.util.List;
import vn.antin.signing.engine.PdfInspection.Broken;
import vn.antin.signing.engine.PdfInspection.Form;
import vn.antin.signing.engine.PdfInspection.PageSize;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfPage;
import vn.antin.signing.engine.pdf.PdfRectangle;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

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
    return switch (PdfFile.open(document)) {
      case Opening.Refused(PdfInspection verdict) -> verdict;
      case Opening.Opened(PdfFile file) -> describe(file);
    };
  }

  private static PdfInspection describe(PdfFile file) {
    try {
      return new PdfInspection.Usable(
          file.pageCount(), pageSizes(file), signatures(file), form(file), file.permissions());
    } catch (BrokenPdf e) {
      return new Broken(e.damage(), e.detail());
    }
  }

  private static int signatures(PdfFile file) {
    return (int)
        file.signatureFields().stream()
            .flatMap(field -> field.signature().stream())
            .filter(signature -> !signature.byteRange().isEmpty())
            .count();
  }

  private static List<PageSize> pageSizes(PdfFile file) {
    return file.pages(0, PAGE_SIZES).stream().map(page -> size(file, page)).toList();
  }

  private static PageSize size(PdfFile file, PdfPage page) {
    PdfRectangle box = page.visible(file);
    boolean turned = page.rotation(file) % 180 != 0;
    return turned
        ? new PageSize((float) box.height(), (float) box.width())
        : new PageSize((float) box.width(), (float) box.height());
  }

  private static Form form(PdfFile file) {
    if (!(file.resolve(file.catalog().get("AcroForm")) instanceof PdfDictionary form)) {
      return Form.NONE;
    }
    return form.has("XFA") ? Form.XFA : Form.FIELDS;
  }
}
