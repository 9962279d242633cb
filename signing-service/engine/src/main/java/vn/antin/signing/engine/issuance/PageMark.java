package vn.antin.signing.engine.issuance;

import java.io.OutputStream;
import java.util.List;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.AppearanceWriter;
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.issuance.IssuanceStep.Reason;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * Draws something onto a page that every signature made later covers: a QR code with the address
 * where the document can be checked. A document that carries a signature is refused, because what
 * is drawn after it would be a change of what was signed. Thread-safe: nothing is kept.
 */
public final class PageMark {

  /** Printed, and nobody may move or change it (ISO 32000-1 table 165). */
  private static final long PRINT_READ_ONLY_LOCKED = 4 | 64 | 128;

  private PageMark() {}

  /**
   * Writes the document with the mark.
   *
   * @param words what the mark says, for who cannot see it
   * @throws EngineException when the source fails or the output does
   */
  public static IssuanceStep draw(
      DocumentSource document, Appearance mark, String words, OutputStream out) {
    return IssuanceForm.onFile(document, file -> draw(file, mark, words), out);
  }

  private static StepResult draw(PdfFile file, Appearance mark, String words) {
    if (file.signatureFields().stream().anyMatch(field -> field.signature().isPresent())) {
      return StepResult.refused(Reason.ALREADY_SIGNED, "It carries a signature");
    }
    PdfUpdate update = new PdfUpdate(file);
    return switch (new AppearanceWriter(file, update).draw(mark)) {
      case Layout.Undrawable(var reason, var detail) ->
          StepResult.refused(Reason.UNDRAWABLE, reason + " " + detail);
      case Layout.Drawing drawing -> {
        annotate(update, drawing, words);
        yield new StepResult.Yes(update.write(), List.copyOf(drawing.warnings()));
      }
    };
  }

  private static void annotate(PdfUpdate update, Layout.Drawing drawing, String words) {
    PdfReference stamp =
        update.add(
            PdfDictionary.ofType("Annot")
                .with("Subtype", new PdfName("Stamp"))
                .with("F", PdfNumber.of(PRINT_READ_ONLY_LOCKED))
                .with("Contents", PdfString.of(words))
                .with("P", drawing.page())
                .with("Rect", drawing.rect().array())
                .with("AP", PdfDictionary.EMPTY.with("N", drawing.normalAppearance())));
    PdfDictionary page = update.dictionary(drawing.page());
    PdfArray all =
        (update.resolve(page.get("Annots")) instanceof PdfArray known ? known : PdfArray.of())
            .plus(stamp);
    if (page.get("Annots") instanceof PdfReference list) {
      update.put(list, all);
    } else {
      update.put(drawing.page(), page.with("Annots", all));
    }
  }
}
