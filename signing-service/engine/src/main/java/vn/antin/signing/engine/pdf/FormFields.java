package vn.antin.signing.engine.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;

/** Walks the form's fields (ISO 32000-1 section 12.7.3). */
final class FormFields {

  private static final int LONGEST_NAME = 2000;

  private final PdfFile file;
  private final Set<PdfReference> seen = new HashSet<>();
  private final List<PdfField> found = new ArrayList<>();
  private int nodes;

  /** What a field has from its ancestors. */
  private record Inherited(String name, String type, @Nullable PdfObject value) {}

  FormFields(PdfFile file) {
    this.file = file;
  }

  List<PdfField> all() {
    PdfDictionary form = file.dictionary(file.catalog().get("AcroForm"));
    for (PdfObject field : file.array(form.get("Fields"))) {
      walk(field, new Inherited("", "", null), 0);
    }
    return List.copyOf(found);
  }

  private void walk(PdfObject node, Inherited ancestors, int depth) {
    if (depth > file.limits().nesting() || ++nodes > file.limits().nodes()) {
      throw BrokenPdf.limit("a form of more than " + (nodes - 1) + " fields, depth " + depth);
    }
    PdfReference reference = node instanceof PdfReference given ? given : null;
    if ((reference != null && !seen.add(reference))
        || !(file.resolve(node) instanceof PdfDictionary field)) {
      return;
    }
    Inherited own = inherit(field, ancestors);
    List<PdfReference> widgets = new ArrayList<>();
    boolean hasFields = false;
    for (PdfObject kid : file.array(field.get("Kids"))) {
      if (file.resolve(kid) instanceof PdfDictionary child && child.has("T")) {
        hasFields = true;
        walk(kid, own, depth + 1);
      } else if (kid instanceof PdfReference widget) {
        widgets.add(widget);
      }
    }
    if (hasFields || own.name().isEmpty()) {
      return;
    }
    if (widgets.isEmpty()
        && reference != null
        && file.name(field.get("Subtype")).equals("Widget")) {
      widgets.add(reference);
    }
    found.add(new PdfField(own.name(), own.type(), reference, field, own.value(), widgets));
  }

  private Inherited inherit(PdfDictionary field, Inherited ancestors) {
    String type = file.name(field.get("FT"));
    PdfObject value = field.get("V");
    return new Inherited(
        fullName(ancestors.name(), file.text(field.get("T"))),
        type.isEmpty() ? ancestors.type() : type,
        value == null ? ancestors.value() : value);
  }

  private static String fullName(String parent, String partial) {
    if (partial.isEmpty() || parent.isEmpty()) {
      return parent + partial;
    }
    if (parent.length() + partial.length() > LONGEST_NAME) {
      throw BrokenPdf.limit("a field's name of more than " + LONGEST_NAME + " characters");
    }
    return parent + "." + partial;
  }
}
