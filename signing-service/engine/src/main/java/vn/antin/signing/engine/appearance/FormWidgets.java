package vn.antin.signing.engine.appearance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfPage;
import vn.antin.signing.engine.pdf.PdfRectangle;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;

/** The fields of a document's form and where their widgets are. */
final class FormWidgets {

  private static final double SMALLEST = 0.5;
  private static final int PAGES_AT_ONCE = 64;

  private final PdfFile file;
  private final List<Widget> widgets = new ArrayList<>();

  /**
   * A widget of a field.
   *
   * @param field the fully qualified name
   * @param signed whether it is a signature field with a value
   */
  record Widget(
      String field,
      boolean signed,
      PdfReference reference,
      PdfDictionary dictionary,
      PdfRectangle rect) {

    boolean visible() {
      return rect.width() > SMALLEST && rect.height() > SMALLEST;
    }
  }

  FormWidgets(PdfFile file) {
    this.file = file;
    for (PdfField field : file.fields()) {
      boolean signed =
          field.type().equals("Sig") && file.resolve(field.value()) instanceof PdfDictionary;
      for (PdfReference reference : field.widgets()) {
        PdfDictionary widget = file.dictionary(reference);
        PdfRectangle.of(file, widget.get("Rect"))
            .ifPresent(
                rect -> widgets.add(new Widget(field.name(), signed, reference, widget, rect)));
      }
    }
  }

  List<Widget> all() {
    return widgets;
  }

  @Nullable Widget named(String field) {
    return widgets.stream().filter(widget -> widget.field().equals(field)).findFirst().orElse(null);
  }

  /** The dictionary of the form XObject that shows a widget, empty when there is none. */
  PdfDictionary normalAppearance(Widget widget) {
    return file.dictionary(file.dictionary(widget.dictionary().get("AP")).get("N"));
  }

  /** The page that holds a widget, -1 when none does. */
  int pageOf(Widget widget) {
    PdfObject named = widget.dictionary().get("P");
    int listing = -1;
    for (int from = 0, count = file.pageCount(); from < count; from += PAGES_AT_ONCE) {
      int index = from;
      for (PdfPage page : file.pages(from, PAGES_AT_ONCE)) {
        if (page.reference().equals(named)) {
          return index;
        }
        List<PdfObject> annotations = file.array(page.dictionary().get("Annots"));
        if (listing < 0 && annotations.contains(widget.reference())) {
          listing = index;
        }
        index++;
      }
    }
    return listing;
  }
}
