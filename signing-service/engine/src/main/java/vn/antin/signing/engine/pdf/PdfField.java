package vn.antin.signing.engine.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;

/**
 * A field of the form that holds a value (ISO 32000-1 section 12.7.3).
 *
 * @param name full name, partial names joined by dots
 * @param type Btn, Tx, Ch, Sig, or empty; its own or inherited
 * @param reference null when the field is written inside its parent's list
 * @param value its own or inherited, as written
 * @param widgets where it shows; the field itself when field and widget are one
 */
public record PdfField(
    String name,
    String type,
    @Nullable PdfReference reference,
    PdfDictionary dictionary,
    @Nullable PdfObject value,
    List<PdfReference> widgets) {

  public PdfField {
    widgets = List.copyOf(widgets);
  }
}
