package vn.antin.signing.engine.validation.coverage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfPage;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;

/** What each object was in the document that was signed, as far as it matters what it is. */
final class PdfRoles {

  /** What an object is for. */
  sealed interface Role {}

  record Catalog() implements Role {}

  record Form() implements Role {}

  /** All resources of the form, or those of one kind. */
  record FormResources(boolean all) implements Role {}

  record FieldList() implements Role {}

  record OfField(PdfField field) implements Role {}

  record AppearanceOf(PdfField field) implements Role {}

  record SignatureOf(PdfField field) implements Role {}

  record Page(int number) implements Role {}

  record AnnotationList(int page) implements Role {}

  record Metadata() implements Role {}

  record ValidationData() implements Role {}

  private static final int PAGES_AT_ONCE = 500;
  private static final int MOST_VALIDATION_DATA = 20_000;

  private final PdfFile file;
  private final Map<Integer, Role> roles = new HashMap<>();

  /** What may be replaced, unless the object has a role too that is more than that. */
  private final Map<Integer, Role> beside = new HashMap<>();

  private int pagesSeen;
  private boolean allPages;

  PdfRoles(PdfFile file) {
    this.file = file;
    put(file.trailer().get("Root"), new Catalog());
    PdfDictionary catalog = file.catalog();
    put(catalog.get("AcroForm"), new Form());
    PdfDictionary form = file.dictionary(catalog.get("AcroForm"));
    put(form.get("Fields"), new FieldList());
    List<PdfField> fields = file.fields();
    fields.forEach(this::field);
    fields.forEach(this::appearances);
    resources(form.get("DR"));
    beside(file.trailer().get("Info"), new Metadata());
    beside(catalog.get("Metadata"), new Metadata());
    validationData(catalog.get("DSS"));
  }

  private void resources(@Nullable PdfObject resources) {
    put(resources, new FormResources(true));
    PdfDictionary kinds = file.dictionary(resources);
    kinds.names().forEach(kind -> put(kinds.get(kind), new FormResources(false)));
  }

  private void field(PdfField field) {
    put(field.reference(), new OfField(field));
    if (field.type().equals("Sig")) {
      put(field.value(), new SignatureOf(field));
    }
    field.widgets().forEach(widget -> put(widget, new OfField(field)));
  }

  private void appearances(PdfField field) {
    for (PdfReference widget : field.widgets()) {
      appearances(file.dictionary(widget).get("AP"), field, 0);
    }
    if (field.widgets().isEmpty()) {
      appearances(field.dictionary().get("AP"), field, 0);
    }
  }

  /** The dictionary of appearances, its states, and their streams. */
  private void appearances(@Nullable PdfObject appearance, PdfField field, int depth) {
    put(appearance, new AppearanceOf(field));
    if (depth < 3 && file.resolve(appearance) instanceof PdfDictionary states) {
      states.names().forEach(name -> appearances(states.get(name), field, depth + 1));
    }
  }

  private void validationData(@Nullable PdfObject value) {
    if (beside.size() > MOST_VALIDATION_DATA) {
      return;
    }
    if (value instanceof PdfReference reference) {
      if (roles.containsKey(reference.number()) || beside.containsKey(reference.number())) {
        return;
      }
      beside(reference, new ValidationData());
    }
    switch (file.resolve(value)) {
      case PdfArray(List<PdfObject> items) -> items.forEach(this::validationData);
      case PdfDictionary dictionary ->
          dictionary.names().forEach(name -> validationData(dictionary.get(name)));
      default -> {}
    }
  }

  private void put(@Nullable PdfObject object, Role role) {
    if (object instanceof PdfReference(int number, int _)) {
      roles.putIfAbsent(number, role);
    }
  }

  private void beside(@Nullable PdfObject object, Role role) {
    if (object instanceof PdfReference(int number, int _)) {
      beside.putIfAbsent(number, role);
    }
  }

  /** What an object was for; empty when it is content, or nothing that is known here. */
  Optional<Role> of(int number) {
    while (!roles.containsKey(number) && !allPages) {
      morePages();
    }
    return Optional.ofNullable(roles.getOrDefault(number, beside.get(number)));
  }

  private void morePages() {
    List<PdfPage> pages = file.pages(pagesSeen, PAGES_AT_ONCE);
    for (PdfPage page : pages) {
      pagesSeen++;
      put(page.reference(), new Page(pagesSeen));
      put(page.dictionary().get("Annots"), new AnnotationList(pagesSeen));
    }
    allPages = pages.size() < PAGES_AT_ONCE;
  }
}
